import { describe, expect, it } from 'vitest';
import type { Meaning } from './meanings.ts';
import { suggestMeanings } from './suggest.ts';

/** A contact form as site owners of each language label it; keys say nothing, as in WPForms, Gravity Forms and Ninja Forms. */
const FORMS: Record<string, [label: string, type: string, meaning: Meaning | null][]> = {
  en: [
    ['First name *', 'text', 'firstName'],
    ['Last name *', 'text', 'lastName'],
    ['Your e-mail address', 'text', 'email'],
    ['Phone number (optional)', 'text', 'phone'],
    ['Company', 'text', 'company'],
    ['Job title', 'text', 'jobTitle'],
    ['Street address', 'text', 'street'],
    ['Apartment, suite, etc.', 'text', 'street2'],
    ['City', 'text', 'city'],
    ['State / Province', 'text', 'province'],
    ['ZIP code', 'text', 'postalCode'],
    ['Country', 'select', 'country'],
    ['Date of birth', 'text', 'birthday'],
    ['Website', 'text', 'url'],
    ['Subject', 'text', 'subject'],
    ['How can we help you?', 'textarea', 'message'],
    ['Your budget', 'select', 'budget'],
    ['Number of guests', 'number', 'quantity'],
    ['I agree to the privacy policy', 'checkbox', 'consent'],
    ['Favourite colour', 'text', null],
    ['How did you hear about us?', 'select', null],
  ],
  de: [
    ['Anrede', 'select', 'salutation'],
    ['Vorname', 'text', 'firstName'],
    ['Name', 'text', 'lastName'],
    ['E-Mail-Adresse', 'text', 'email'],
    ['Telefonnummer', 'text', 'phone'],
    ['Firma', 'text', 'company'],
    ['Straße und Hausnummer', 'text', 'street'],
    ['Adresszusatz', 'text', 'street2'],
    ['PLZ', 'text', 'postalCode'],
    ['Ort', 'text', 'city'],
    ['Bundesland', 'select', 'province'],
    ['Land', 'select', 'country'],
    ['Geburtsdatum', 'text', 'birthday'],
    ['Betreff', 'text', 'subject'],
    ['Ihre Nachricht an uns', 'textarea', 'message'],
    ['Wunschtermin', 'text', 'date'],
    ['Anzahl der Personen', 'number', 'quantity'],
    ['Ich habe die Datenschutzerklärung gelesen und stimme zu', 'checkbox', 'consent'],
    ['Lieblingsfarbe', 'text', null],
  ],
  fr: [
    ['Prénom', 'text', 'firstName'],
    ['Nom', 'text', 'lastName'],
    ['Adresse e-mail', 'text', 'email'],
    ['Téléphone', 'text', 'phone'],
    ['Société', 'text', 'company'],
    ['Adresse', 'text', 'street'],
    ['Complément d’adresse', 'text', 'street2'],
    ['Code postal', 'text', 'postalCode'],
    ['Ville', 'text', 'city'],
    ['Pays', 'select', 'country'],
    ['Date de naissance', 'text', 'birthday'],
    ['Objet', 'text', 'subject'],
    ['Votre message', 'textarea', 'message'],
    ['J’accepte la politique de confidentialité', 'checkbox', 'consent'],
    ['Couleur préférée', 'text', null],
  ],
  es: [
    ['Nombre', 'text', 'firstName'],
    ['Apellidos', 'text', 'lastName'],
    ['Correo electrónico', 'text', 'email'],
    ['Teléfono móvil', 'text', 'phone'],
    ['Empresa', 'text', 'company'],
    ['Dirección', 'text', 'street'],
    ['Código postal', 'text', 'postalCode'],
    ['Ciudad', 'text', 'city'],
    ['Provincia', 'text', 'province'],
    ['País', 'select', 'country'],
    ['Fecha de nacimiento', 'text', 'birthday'],
    ['Asunto', 'text', 'subject'],
    ['Mensaje', 'textarea', 'message'],
    ['Presupuesto', 'text', 'budget'],
    ['He leído y acepto la política de privacidad', 'checkbox', 'consent'],
    ['Color favorito', 'text', null],
  ],
  it: [
    ['Nome', 'text', 'firstName'],
    ['Cognome', 'text', 'lastName'],
    ['Indirizzo e-mail', 'text', 'email'],
    ['Numero di telefono', 'text', 'phone'],
    ['Azienda', 'text', 'company'],
    ['Indirizzo', 'text', 'street'],
    ['CAP', 'text', 'postalCode'],
    ['Città', 'text', 'city'],
    ['Provincia', 'text', 'province'],
    ['Paese', 'select', 'country'],
    ['Data di nascita', 'text', 'birthday'],
    ['Oggetto', 'text', 'subject'],
    ['Messaggio', 'textarea', 'message'],
    ['Acconsento al trattamento dei dati personali', 'checkbox', 'consent'],
    ['Colore preferito', 'text', null],
  ],
  pt: [
    ['Nome', 'text', 'firstName'],
    ['Sobrenome', 'text', 'lastName'],
    ['E-mail', 'text', 'email'],
    ['Telemóvel', 'text', 'phone'],
    ['Nome da empresa', 'text', 'company'],
    ['Morada', 'text', 'street'],
    ['CEP', 'text', 'postalCode'],
    ['Cidade', 'text', 'city'],
    ['Estado', 'text', 'province'],
    ['País', 'select', 'country'],
    ['Data de nascimento', 'text', 'birthday'],
    ['Assunto', 'text', 'subject'],
    ['Mensagem', 'textarea', 'message'],
    ['Li e aceito a política de privacidade', 'checkbox', 'consent'],
    ['Cor favorita', 'text', null],
  ],
  ru: [
    ['Имя', 'text', 'firstName'],
    ['Фамилия', 'text', 'lastName'],
    ['Электронная почта', 'text', 'email'],
    ['Номер телефона', 'text', 'phone'],
    ['Название компании', 'text', 'company'],
    ['Улица, дом', 'text', 'street'],
    ['Почтовый индекс', 'text', 'postalCode'],
    ['Город', 'text', 'city'],
    ['Область', 'text', 'province'],
    ['Страна', 'select', 'country'],
    ['Дата рождения', 'text', 'birthday'],
    ['Тема сообщения', 'text', 'subject'],
    ['Ваше сообщение', 'textarea', 'message'],
    ['Я согласен на обработку персональных данных', 'checkbox', 'consent'],
    ['Любимый цвет', 'text', null],
  ],
};

const fieldsOf = (lang: string) => (FORMS[lang] ?? []).map(([label, type], index) => ({ key: String(index), label, type, form: lang }));

describe.each(Object.keys(FORMS))('a form in %s', (lang) => {
  const wanted = (FORMS[lang] ?? []).map(([label, , meaning]) => [label, meaning]);

  it('is understood from its labels alone', () => {
    const got = suggestMeanings(fieldsOf(lang));
    expect(got.map(({ meaning }, index) => [wanted[index]?.[0], meaning])).toEqual(wanted);
  });

  it('means the same in capitals and in small letters, and in any form', () => {
    const said = (change: (label: string) => string, form: string) =>
      suggestMeanings(fieldsOf(lang).map((field) => ({ ...field, label: change(field.label), form }))).map(({ meaning }) => meaning);
    expect(said((label) => label.toUpperCase(), 'A')).toEqual(wanted.map(([, meaning]) => meaning));
    expect(said((label) => label.toLowerCase(), 'f-8123')).toEqual(wanted.map(([, meaning]) => meaning));
  });

  it('means the same with its fields in another order', () => {
    // Names stay together, as they do on any form: who comes first among them is told by their words.
    const fields = fieldsOf(lang);
    const turned = suggestMeanings(fields.toReversed()).toReversed();
    expect(turned.map(({ meaning }) => meaning)).toEqual(wanted.map(([, meaning]) => meaning));
  });
});

describe('everyday words of small sites', () => {
  it.each<[meaning: Meaning | null, labels: string]>([
    [
      'date',
      'Data di partenza · Data preferita · Data di disponibilità · Data de chegada · Data pretendida · Data e ora · Llegada · Заезд',
    ],
    [
      'message',
      'Zusätzliche Informationen · Besondere Wünsche · Peticiones especiales · Richieste particolari · Pedidos especiais · Особые пожелания',
    ],
    [
      'message',
      'Cover letter · Anschreiben · Lettre de motivation · Carta de presentación · Lettera di presentazione · Сопроводительное письмо',
    ],
    [
      'message',
      'Beschreiben Sie Ihr Projekt · Cuéntanos tu proyecto · Descrivi il tuo progetto · Descreva o seu projeto · Опишите ваш проект',
    ],
    ['subject', 'What is your enquiry about? · Art der Anfrage · Type de demande · Tipo de consulta · Tipo di richiesta · Тип запроса'],
    ['phone', 'Best number to reach you · Mobil · Tel. mobil · Tél. mobile · Tlf.'],
    ['company', 'Unternehmensname · Organisationsname · Vereinsname'],
    ['jobTitle', 'Position im Unternehmen · Métier · Cargo na empresa'],
    ['country', 'Land / Region'],
    ['postalCode', 'C.A.P.'],
    ['taxId', 'USt-IdNr. · Umsatzsteuer-ID · VAT number · Numéro de TVA · Partita IVA · CNPJ · ИНН'],
    ['orderNumber', 'Número da encomenda'],
    ['product', 'Наименование товара'],
    ['birthday', 'Data di nascita · Data de nascimento · Né(e) le'],
    // Words in which others only seem to be, and what a date is not.
    [
      null,
      'Hotelname · Kursname · Teamname · Capacidade · Publicidade · Disponibilidade · Automobil · Horario preferente · Estado civil · Uhrzeit',
    ],
  ])('%s: %s', (meaning, labels) => {
    const fields = labels.split(' · ').map((label, index) => ({ label, name: `input_${index}`, form: label }));
    const got = suggestMeanings(fields).map((one, index) => [fields[index]?.label, one.meaning]);
    expect(got).toEqual(fields.map(({ label }) => [label, meaning]));
  });

  it.each([
    'Yes, send me the newsletter',
    'Ich möchte den Newsletter erhalten',
    'Desidero ricevere la newsletter',
    'Quero receber a newsletter',
    'Подписаться на рассылку',
  ])('takes a box for leave to write: %s', (label) => {
    expect(suggestMeanings([{ label, name: 'MERGE6', type: 'checkbox' }])[0]?.meaning).toBe('consent');
  });
});

it('does not look at which forms are asked about together', () => {
  const apart = Object.keys(FORMS).flatMap((lang) => suggestMeanings(fieldsOf(lang)));
  expect(suggestMeanings(Object.keys(FORMS).flatMap(fieldsOf))).toEqual(apart);
});
