/** The parts of a subject that can be told by a field's name. */
export type SubjectPart = 'email' | 'phone' | 'name' | 'firstName' | 'lastName' | 'company' | 'country';

/** What forms in many languages call their fields, as `foldName` makes them. */
const NAMES: Record<SubjectPart, string> = {
  email:
    'email emailaddress emailaddr mail mailaddress useremail contactemail customeremail emailadresse mailadresse adresseemail ' +
    'adressemail adresseelectronique courriel correo correoelectronico indirizzoemail postaelettronica enderecodeemail emailadres ' +
    'emailadress epost epostadress epostadresse eposta sahkoposti adresaemail adresadeemail adresemail почта электроннаяпочта имейл メール メールアドレス 邮箱 电子邮件 電子郵件',
  phone:
    'phone phonenumber phoneno tel telephone telephonenumber telnumber telno mobile mobilephone mobilenumber mobileno cell cellphone ' +
    'cellnumber telefon telefonnummer telefonnr rufnummer handy handynummer mobil mobilnummer mobiltelefon numerodetelephone ' +
    'telephoneportable portable telefono numerodetelefono telefonomovil movil celular numeroditelefono cellulare telefone telemovel ' +
    'telefoon telefoonnummer gsm numartelefon numardetelefon numertelefonu puhelin puhelinnumero телефон 電話番号 电话 電話 手机',
  name:
    'name fullname contactname customername clientname personname leadname subscribername username realname displayname nameandsurname ' +
    'vollername vollstandigername vorundnachname nomcomplet nometprenom prenometnom nomprenom nombrecompleto nombreyapellidos ' +
    'nombreyapellido nomecompleto nomeecognome nomecognome volledigenaam naam namn fulltnavn navn numecomplet numesiprenume ' +
    'imieinazwisko nimi isim adsoyad имя фио 氏名 お名前 姓名',
  firstName: 'firstname fname first givenname forename prenom vorname primernombre voornaam fornamn fornavn prenume imie etunimi namefirst',
  lastName:
    'lastname lname last surname familyname nachname familienname nomdefamille apellido apellidos cognome achternaam efternamn ' +
    'etternavn efternavn numedefamilie nazwisko sukunimi sobrenome apelido soyad namelast фамилия',
  company:
    'company companyname organization organisation organizationname organisationname business businessname employer firma firmenname ' +
    'unternehmen betrieb entreprise societe nomdelentreprise empresa nombredelaempresa azienda ditta societa ragionesociale bedrijf ' +
    'bedrijfsnaam foretag foretagsnamn companie societate numecompanie yritys sirket компания 会社名 公司',
  country: 'country countrycode land landercode pays pais paese tara kraj',
};

const PART_OF = new Map<string, SubjectPart>(
  Object.entries(NAMES).flatMap(([part, names]) => names.split(' ').map((name) => [foldPlain(name), part as SubjectPart] as const)),
);

/** Objects that only hold the answers; a `name` inside them is a person's. Inside a form or a product it is that thing's. */
const CONTAINERS = new Set(
  'data fields payload body values answers response responses submission formresponse formdata attributes properties record entry contact customer client person lead subscriber user'.split(
    ' ',
  ),
);

/** What a field of this name, inside an object of that name, says about a person. */
export function subjectPartOf(name: string, parent: string | undefined): SubjectPart | undefined {
  const folded = foldName(name);
  if (folded !== 'name' || parent === undefined || CONTAINERS.has(foldPlain(parent))) return PART_OF.get(folded);
  return PART_OF.get(`${foldPlain(parent)}name`);
}

/** Lower case, without accents, spaces and signs, and without a leading "your": `Your E-Mail` → `email`. */
export function foldName(name: string): string {
  const plain = foldPlain(name);
  return PART_OF.has(plain) ? plain : plain.replace(/^(?:your|ihre?|votre|tu|su)(?=.)/, '');
}

function foldPlain(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}
