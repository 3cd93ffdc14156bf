import type { Entry } from './entry.ts';

export const shop: readonly Entry[] = [
  {
    of: 'date',
    sure: `date, dd mm yyyy, mm dd yyyy, yyyy mm dd, tt mm jjjj, jj mm aaaa, dd mm aaaa, gg mm aaaa, дд мм гггг, dd mm jjjj, dd mm rrrr, gg aa yyyy, preferred date, appointment date, event date, arrival date, departure date, check in, check out, date and time, preferred time, appointment time, start date, end date, wedding date, move in date, desired date, datum, wunschtermin, wunschdatum, termin, anreise, abreise, veranstaltungsdatum, date souhaitee, date du rendez vous, date de l evenement, date d arrivee, date de depart, fecha, fecha deseada, fecha del evento, fecha de llegada, data desiderata, data preferita, data prevista, data pretendida, data preferida, data desejada, data di, data dell, data della, data de, data e ora, data e hora, data ora, data hora, data do evento, дата, желаемая дата, дата мероприятия, дата заезда, дата и время`,
    maybe: 'data, when, schedule, arrival, departure, arrivee, llegada, salida, arrivo, partenza, chegada, partida, заезд, выезд',
  },
  {
    of: 'budget',
    sure: `budget, your budget, project budget, estimated budget, price range, budget range, monthly budget, max budget, ihr budget, preisrahmen, preisvorstellung, kostenrahmen, budget estime, votre budget, presupuesto, presupuesto estimado, fascia di prezzo, budget previsto, orcamento, verba, бюджет, ваш бюджет`,
  },
  {
    of: 'quantity',
    sure: `quantity, qty, number of people, number of persons, number of guests, how many, number of items, number of employees, guests, participants, party size, team size, company size, anzahl, menge, stuckzahl, anzahl der personen, personenzahl, personenanzahl, mitarbeiterzahl, teilnehmerzahl, quantite, nombre de personnes, nombre de participants, cantidad, numero de personas, cantidad de personas, quantita, numero di persone, numero persone, quantidade, numero de pessoas, количество, кол во, число гостей, количество человек, количество гостей`,
    maybe: 'amount of, pieces, people, seats',
  },
  {
    of: 'product',
    sure: `product, product name, product title, service, service required, service needed, interested in, item name, item title, sku, product id, product of interest, what are you interested in, produkt, produktname, artikel, artikelnummer, leistung, dienstleistung, interesse an, produit, nom du produit, prestation, article, producto, nombre del producto, servicio, prodotto, servizio, produto, servico, товар, название товара, наименование товара, услуга, продукт, артикул`,
    maybe: 'plan, package, interest, variant',
  },
  {
    of: 'orderNumber',
    sure: `order number, order no, order nr, order name, order num, order reference, purchase order number, bestellnummer, auftragsnummer, bestell nr, numero de commande, n de commande, numero de pedido, numero pedido, numero d ordine, numero ordine, numero do pedido, numero da encomenda, n da encomenda, номер заказа, заказ номер`,
  },
  { of: 'orderId', sure: `order id, orderid, bestell id, id de commande, id del pedido, id ordine, id заказа`, maybe: 'order' },
  {
    of: 'orderTotal',
    sure: `order total, total price, grand total, total amount, order amount, order value, amount total, gesamtbetrag, gesamtsumme, bestellwert, montant total, total de la commande, total del pedido, importe total, totale ordine, importo totale, valor total, total do pedido, сумма заказа, итого, общая сумма`,
    maybe: 'total, amount, betrag, montant, importe, importo, valor, сумма',
  },
  {
    of: 'orderStatus',
    sure: `order status, financial status, fulfillment status, bestellstatus, statut de la commande, estado del pedido, stato ordine, status do pedido, статус заказа`,
  },
  { of: 'currency', sure: `currency, currency code, wahrung, devise, moneda, valuta, moeda, валюта` },
  {
    of: 'taxId',
    sure: `vat, vat number, vat id, vat no, tax id, tax number, tin, umsatzsteuer id, ust id, u st id, u st id nr, ust idnr, steuernummer, uid nummer, numero de tva, numero tva, n tva, siret, siren, nif, cif, rfc, nit, partita iva, p iva, codice fiscale, cpf, cnpj, nipc, инн, кпп, огрн, ssn, social security number, passport number, id card number, identity card number, dni, nie, nif dni, dni nif, rut, curp, cedula, documento de identidad, pesel, nip, regon, steuer id, bsn, ico, dic, kvk nummer`,
  },
];
