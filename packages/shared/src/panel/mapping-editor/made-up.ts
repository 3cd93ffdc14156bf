import type { FormField } from '../first-run/plan.ts';

export type SampleKind = 'good' | 'edge' | 'bad';

/** A form as its site knows it. */
export interface KnownForm {
  id: string;
  title: string;
  plugin: string;
  fields: readonly FormField[];
}

interface Person {
  email: string;
  phone: string;
  name: string;
  firstName: string;
  lastName: string;
  company: string;
  city: string;
  country: string;
  message: string;
  text: string;
  date: string;
  number: string;
  url: string;
  ticked: unknown;
}

/** People and addresses that do not exist. `edge` is well-formed but unusual; `bad` is what a destination should refuse. */
const PEOPLE: Record<SampleKind, Person> = {
  good: {
    email: 'ada.lovelace@example.com',
    phone: '+442079460958',
    name: 'Ada Lovelace',
    firstName: 'Ada',
    lastName: 'Lovelace',
    company: 'Analytical Engines Ltd',
    city: 'London',
    country: 'GB',
    message: 'Do you repair clocks from 1840? Mine runs two minutes fast.',
    text: 'Example',
    date: '2027-03-14',
    number: '3',
    url: 'https://www.example.com/',
    ticked: true,
  },
  edge: {
    email: 'Zoe.OConnor+Clocks@Example.COM',
    phone: '+49 (0)30 / 901 820',
    name: 'Zoë O’Connor-Ångström',
    firstName: 'Zoë',
    lastName: 'O’Connor-Ångström',
    company: '',
    city: 'Bad Neuenahr-Ahrweiler',
    country: 'DE',
    message: 'Grüß Gott! 👋\r\nTwo questions, "quoted" & <b>marked up</b>:\r\n1. Cost?\r\n2. Time?\r\nありがとう — شكرا',
    text: 'Ateliér „Podzim“ 🍂',
    date: '31.12.2027',
    number: '1.234,56',
    url: 'https://www.example.com/de/kontakt?q=Uhr%20%26%20Wecker#formular',
    ticked: '',
  },
  bad: {
    email: 'ada.lovelace(at)example',
    phone: 'call me',
    name: '',
    firstName: '',
    lastName: '',
    company: '',
    city: '',
    country: '',
    message: '',
    text: '',
    date: 'soon',
    number: 'many',
    url: 'example',
    ticked: 'maybe',
  },
};

/** How the names of a field tell what it asks for, most telling first. */
const MEANINGS: [RegExp, keyof Person][] = [
  [/e-?mail/i, 'email'],
  [/phone|mobile|\btel\b|telefon|handy/i, 'phone'],
  [/first.?name|given|vorname|pr[eé]nom/i, 'firstName'],
  [/last.?name|sur.?name|family|nachname/i, 'lastName'],
  [/company|organi[sz]ation|firma|business/i, 'company'],
  [/city|town|\bort\b|stadt|ville/i, 'city'],
  [/country|\bland\b|pays/i, 'country'],
  [/message|comment|question|enquiry|inquiry|nachricht/i, 'message'],
  [/name|\bnom\b/i, 'name'],
];
const TYPES: Record<string, keyof Person> = {
  email: 'email',
  tel: 'phone',
  phone: 'phone',
  name: 'name',
  textarea: 'message',
  date: 'date',
  number: 'number',
  url: 'url',
  checkbox: 'ticked',
  acceptance: 'ticked',
  consent: 'ticked',
};

/** A made-up submission of a form, with an answer to each of its fields. `at` is an ISO time. */
export function madeUpSubmission(form: KnownForm, kind: SampleKind, at: string): Record<string, unknown> {
  const person = PEOPLE[kind];
  const answers = form.fields.map(({ key, label, type }) => [key, person[meaningOf(key, label, type)]] as const);
  const asked = new Set(form.fields.map(({ key, label, type }) => meaningOf(key, label, type)));
  const { email, phone, name, firstName, lastName, company } = person;
  const has = (meaning: keyof Person) => asked.has(meaning);
  return {
    id: `sample-${kind}`,
    idempotencyKey: `form.submitted:sample-${kind}:1`,
    type: 'form.submitted',
    occurredAt: at,
    subject: {
      ...(has('email') ? { email } : {}),
      ...(has('phone') ? { phone } : {}),
      ...(has('name') ? { name } : {}),
      ...(has('firstName') ? { firstName } : {}),
      ...(has('lastName') ? { lastName } : {}),
      ...(has('company') ? { company } : {}),
    },
    data: {
      form: { id: form.id, title: form.title, plugin: form.plugin },
      fields: Object.fromEntries(answers),
      labels: Object.fromEntries(form.fields.map(({ key, label }) => [key, label])),
      types: Object.fromEntries(form.fields.map(({ key, type }) => [key, type])),
    },
    context: { page: 'https://www.example.com/contact', referrer: 'https://search.example.com/', locale: 'en-GB', secondsToSubmit: 48 },
  };
}

function meaningOf(key: string, label: string, type: string): keyof Person {
  const byType = TYPES[type];
  if (byType !== undefined && byType !== 'message' && byType !== 'name') return byType;
  return MEANINGS.find(([names]) => names.test(`${key.replaceAll(/[_-]/g, ' ')} ${label}`))?.[1] ?? byType ?? 'text';
}
