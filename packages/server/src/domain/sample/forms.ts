import type { SampleKind, SampleParts } from './samples.ts';

const FORM = { id: 'sample', title: 'Contact', plugin: 'sample' };
const LABELS = {
  'your-name': 'Your name',
  'your-email': 'E-mail',
  'your-phone': 'Phone',
  'your-company': 'Company',
  'your-message': 'Message',
  newsletter: 'Newsletter',
};
const TYPES = {
  'your-name': 'text',
  'your-email': 'email',
  'your-phone': 'tel',
  'your-company': 'text',
  'your-message': 'textarea',
  newsletter: 'checkbox',
};

const LONG_MESSAGE = [
  'Grüß Gott! 👋 Two questions, "quoted" & <b>marked up</b>:',
  ...Array.from(
    { length: 60 },
    (_, index) => `${index + 1}. What would the repair of clock no. ${index + 1} cost, and how long would it take you?`,
  ),
  'Ďakujem — ありがとう — شكرا',
].join('\r\n');

/** A contact form as someone fills it in. */
export function sampleForm(kind: SampleKind, at: string): SampleParts {
  switch (kind) {
    case 'good':
      return {
        subject: {
          email: 'ada.lovelace@example.com',
          phone: '+442079460958',
          name: 'Ada Lovelace',
          firstName: 'Ada',
          lastName: 'Lovelace',
          company: 'Analytical Engines Ltd',
          country: 'GB',
        },
        data: {
          form: FORM,
          fields: {
            'your-name': 'Ada Lovelace',
            'your-email': 'ada.lovelace@example.com',
            'your-phone': '+442079460958',
            'your-company': 'Analytical Engines Ltd',
            'your-message': 'Do you repair clocks from 1840? Mine runs two minutes fast.',
            newsletter: true,
          },
          labels: LABELS,
          types: TYPES,
        },
        context: {
          ip: '192.0.2.10',
          page: 'https://www.example.com/contact',
          referrer: 'https://search.example.com/',
          utm: { source: 'newsletter', campaign: 'autumn' },
          locale: 'en-GB',
          secondsToSubmit: 48,
          honeypot: '',
        },
        consent: [
          {
            channel: 'email',
            state: 'subscribed',
            at,
            wording: 'Yes, send me news by e-mail.',
            evidence: 'https://www.example.com/contact',
          },
        ],
      };
    case 'edge':
      return {
        subject: { email: 'Zoe.OConnor+Clocks@Example.COM', phone: '+49 (0)30 / 901 820', name: 'Zoë O’Connor-Ångström 李' },
        data: {
          form: FORM,
          fields: {
            'your-name': 'Zoë O’Connor-Ångström 李',
            'your-email': 'Zoe.OConnor+Clocks@Example.COM',
            'your-phone': '+49 (0)30 / 901 820',
            'your-company': '',
            'your-message': LONG_MESSAGE,
            newsletter: '',
          },
          labels: LABELS,
          types: TYPES,
        },
        context: { page: 'https://www.example.com/de/kontakt?q=Uhr%20%26%20Wecker#formular', secondsToSubmit: 611, honeypot: '' },
      };
    case 'bad':
      return {
        subject: { email: 'ada.lovelace(at)example', phone: 'call me' },
        data: {
          form: FORM,
          fields: { 'your-name': '', 'your-email': 'ada.lovelace(at)example', 'your-phone': 'call me', 'your-message': '' },
          labels: LABELS,
          types: TYPES,
        },
        context: { page: 'https://www.example.com/contact', secondsToSubmit: 1, honeypot: '' },
      };
  }
}
