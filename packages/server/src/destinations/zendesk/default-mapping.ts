import type { Envelope } from '@handoff/shared/event';
import type { Mapping, Rule } from '@handoff/shared/mapping';

const path = (pointer: string): Rule => ({ do: 'path', path: pointer });
const literal = (value: string | boolean): Rule => ({ do: 'literal', value });
const words = (...of: Rule[]): Rule => ({ do: 'join', of, separator: ' ' });
const lines = (...of: Rule[]): Rule => ({ do: 'join', of, separator: '\n' });
const firstOf = (...of: Rule[]): Rule => ({ do: 'coalesce', of });
const ifPresent = (pointer: string, then: Rule): Rule => ({ do: 'when', if: { is: 'present', path: pointer }, then });

const answerPath = (key: string) => `/data/fields/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
const fullName = words(path('/subject/firstName'), path('/subject/lastName'));
const name = firstOf(path('/subject/name'), fullName);
const email: Rule = { do: 'email', from: path('/subject/email') };
/** What the server knows of the customer's orders; see `pipeline/recent-orders.ts`. */
const recentOrders = path('/recent/orders');

const MESSAGE = /message|comment|question|enquiry|inquiry|nachricht|mensaje|mesaj/i;
const PERSON = /name|e-?mail|consent|captcha|accept|gdpr|privacy/i;
/** A joined text takes twenty parts. */
const MOST_ANSWERS = 12;

export function ticketMapping(type: string, sample?: Envelope): Mapping {
  const person = { '/requester/email': email, '/requester/name': name, '/recentOrders': recentOrders };
  if (type.startsWith('form.')) {
    const title = ifPresent('/data/form/title', words(path('/data/form/title'), literal('from'), firstOf(name, literal('your website'))));
    return {
      fields: {
        ...person,
        '/subject': firstOf(title, literal('Message from your website')),
        '/body': formText(sample),
        '/tags/0': literal('handoff'),
      },
    };
  }
  const [family = type, happened = ''] = type.split('.');
  const what = `${family} ${happened}`.replaceAll('_', ' ').trim();
  const title = what.charAt(0).toUpperCase() + what.slice(1);
  const heading =
    family === 'order' ? words(literal('Order'), path('/data/number'), literal(happened.replaceAll('_', ' '))) : literal(title);
  return {
    fields: {
      ...person,
      '/subject': heading,
      '/body': lines(
        heading,
        words(path('/data/total'), path('/data/currency'), path('/data/status')),
        words(name, path('/subject/email'), path('/subject/phone')),
        path('/data/adminUrl'),
      ),
      // The customer wrote nothing, so Zendesk should not tell them that their message has arrived.
      '/private': literal(true),
      '/tags/0': literal('handoff'),
    },
  };
}

export function userMapping(): Mapping {
  const phone = path('/subject/phone');
  const country = firstOf(path('/subject/country'), path('/data/billingAddress/country'));
  return {
    fields: {
      '/email': email,
      '/name': name,
      '/phone': firstOf({ do: 'e164', from: phone, countryFrom: country }, phone),
    },
  };
}

/** The message first, then what else was answered, by its label where the sample knows one. */
function formText(sample: Envelope | undefined): Rule {
  const known = isTable(sample?.data['fields']) ? sample.data['fields'] : {};
  const labels = isTable(sample?.data['labels']) ? sample.data['labels'] : {};
  const keys = Object.keys(known);
  const messageKey = keys.find((key) => MESSAGE.test(key));
  const message =
    messageKey === undefined
      ? firstOf(path('/data/fields/your-message'), path('/data/fields/message'), literal('A form was filled in.'))
      : firstOf(path(answerPath(messageKey)), literal('A form was filled in.'));
  const others = keys.filter((key) => key !== messageKey && !PERSON.test(key)).slice(0, MOST_ANSWERS);
  const answers = others.map((key) => {
    const label = labels[key];
    const title = typeof label === 'string' && label.trim() !== '' ? label.trim() : key;
    return ifPresent(answerPath(key), words(literal(`${title}:`), path(answerPath(key))));
  });
  const where = [
    ifPresent('/subject/phone', words(literal('Phone:'), path('/subject/phone'))),
    ifPresent('/context/page', words(literal('Page:'), path('/context/page'))),
  ];
  const askedForPhone = others.some((key) => /phone|tel|mobile/i.test(key));
  return lines(message, ...answers, ...(askedForPhone ? where.slice(1) : where));
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
