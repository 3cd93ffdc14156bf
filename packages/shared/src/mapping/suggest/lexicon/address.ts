import type { Entry } from './entry.ts';

export const address: readonly Entry[] = [
  {
    of: 'street',
    sure: `street, address, addr, adr, adresse, direccion, indirizzo, endereco, адрес, adres, adresa, adress, location address, address line, addressline, first line, first line of address, nombre de la via, nombre via, nombre de la calle, nom de la voie, nome da rua, nome della via, address first line, street address, streetaddress, address line 1, address line one, address 1, addr 1, addr line 1, address one, addressline 1, line 1, street 1, street line 1, adr 1, add 1, strasse 1, calle 1, street number, street name, street and number, street and house number, house number and street, mailing address, home address, company address, business address, firmenadresse, firmenanschrift, postal address, delivery address, shipping address, billing address, street address line 1, residential address, street 0,
      strasse, strasse und hausnummer, strasse hausnummer, strasse und nr, strasse nr, str nr, anschrift, lieferadresse, rechnungsadresse, postanschrift, wohnanschrift, adresszeile 1, rue, numero et rue, numero et nom de rue, n et rue, adresse postale, adresse ligne 1, adresse 1, ligne d adresse 1, adresse de livraison, adresse de facturation, voie,
      calle, calle y numero, direccion postal, direccion 1, linea de direccion 1, domicilio, direccion de envio, via e numero civico, via e numero, via piazza, indirizzo e numero civico, indirizzo 1, indirizzo di residenza, indirizzo di spedizione, rua, rua e numero, logradouro, morada, endereco 1, endereco de entrega, linha de endereco 1,
      улица, улица и дом, улица дом, адрес доставки, почтовый адрес, адрес проживания, straat, straatnaam, straat en huisnummer, ulica, ulica i numer, strada, gata, gade, 住所, 地址, strassenname, 番地, 주소, 주소 1, 详细地址, alamat, alamat lengkap, alamat tagihan, alamat pengiriman, alamat rumah, billing address line 1, shipping address line 1, billing address 1, shipping address 1, adresa ulice, ulice, ulice a cislo popisne, gatuadress, adres zamieszkania, adresse et numero`,
    maybe: 'via',
  },
  {
    of: 'street2',
    sure: `address line 2, address line two, address 2, addr 2, addr line 2, address two, addressline 2, line 2, street 2, street line 2, street 1 2, adr 2, add 2, strasse 2, calle 2, unit no, street address line 2, add 3, addr 3, addr line 3, address 3, address line 3, apartment, apt, apt suite, apartment suite, suite, unit number, apartment number, apt number, apt no, flat, flat number, building, floor, address additional, additional address, address supplement, address extra, extended address, bldg,
      adresszusatz, adresszeile 2, zusatz, wohnung, wohnungsnummer, stockwerk, etage, hinterhaus, complement d adresse, complement adresse, adresse 2, adresse ligne 2, ligne d adresse 2, appartement, batiment, piso, puerta, departamento, apartamento, direccion 2, linea de direccion 2, numero interior, scala interno, interno, indirizzo 2, appartamento, piano, complemento, bloco, andar, endereco 2, linha de endereco 2, квартира, кв, подъезд, корпус, офис, этаж, toevoeging, mieszkanie, line 3, second line, second line of address, secondary address, second address line, address second line, billing address line 2, billing address line 3, shipping address line 2, shipping address line 3, billing address 2, shipping address 2, mailing address 2, home address 2, 建物名, マンション ビル名, 地址 2, 주소 2, 상세주소, bijvoegsel`,
    maybe: 'unit, address more, address second',
  },
  {
    of: 'city',
    sure: `city, town, city town, town city, suburb, locality, municipality, village, city name, post town, level 2, stadt, wohnort, stadt ort, ortschaft, gemeinde, ville, commune, localite, ciudad, localidad, poblacion, municipio, citta, localita, comune, cidade, localidade, concelho, город, населенный пункт, gemeente, woonplaats, plaats, miasto, miejscowosc, oras, localitate, mesto, varos, kaupunki, sehir, 市区町村, 城市, 市, 市区郡, 시군구, 시 군 구, 도시, kota, kota kabupaten, місто`,
    maybe: 'ort, place, orte, lieu',
  },
  {
    of: 'province',
    sure: `state, province, state province, province state, region, county, state region, state or province, province or state, prefecture, territory, state code, province code, region code, region id, state id, canton, administrative area, subdivision, governorate, emirate, level 1, state county, bundesland, kanton, landkreis, departement, provincia, estado, comunidad autonoma, estado provincia, regione, distrito, область, регион, край, республика, штат, провинция, provincie, wojewodztwo, judet, fylke, megye, 都道府県, 省, 省, 省份, 시도, 시 도, provinsi, область край`,
    maybe: 'uf, prov, district, zone, departamento estado',
  },
  {
    of: 'postalCode',
    sure: `zip, zip code, zipcode, pcode, p code, postal code, postalcode, post code, postcode, postal, zip postal code, zip postal, postal zip, zip or postal code, zip postcode, pincode, pin code, eircode, postleitzahl, plz, code postal, codepostal, cp, codigo postal, cod postal, c p, cap, codice postale, codice di avviamento postale, c a p, cep, codigo de endereco postal, почтовый индекс, индекс, postnummer, postnr, kod pocztowy, psc, iranyitoszam, postinumero, posta kodu, 郵便番号, 邮编, npa, 우편번호, 우편 번호, 邮政编码, 邮编, kode pos, поштовий індекс`,
    maybe: 'postal no',
  },
  {
    of: 'country',
    sure: `country, country name, country code, countrycode, country id, country region, land region, land oder region, country or region, country of residence, residence country, nation, land der wohnung, herkunftsland, lieferland, pays, pays de residence, pais, pais de residencia, pais region, paese, nazione, stato nazione, pais de origem, страна, страна проживания, kraj zamieszkania, tara, ulke, maa, orszag, zeme, 国, 国家, countries, 나라, 국가, 国家 地区, країна, negara`,
    maybe: 'land, residence, ctry, stato',
  },
];
