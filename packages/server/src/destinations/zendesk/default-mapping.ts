import type { Envelope } from '@handoff/shared/event';
import type { Mapping, Rule } from '@handoff/shared/mapping';
import {
  answerPointer,
  coalesce,
  field,
  fullName,
  ifPresent,
  isOrder,
  labelOf,
  lines,
  literal,
  membersOf,
  MESSAGE,
  orderTitle,
  path,
  phone,
  titleOf,
  words,
} from '../kit/mapping-rules.ts';

const email: Rule = { do: 'email', from: path('/subject/email') };
/** What the server knows of the customer's orders; see `pipeline/recent-orders.ts`. */
const recentOrders = path('/recent/orders');

const PERSON = /name|e-?mail|consent|captcha|accept|gdpr|privacy/i;
/** A joined text takes twenty parts. */
const MOST_ANSWERS = 12;

export function ticketMapping(type: string, sample?: Envelope): Mapping {
  const person = { '/requester/email': email, '/requester/name': fullName, '/recentOrders': recentOrders };
  if (type.startsWith('form.')) {
    const title = ifPresent(
      '/data/form/title',
      words(path('/data/form/title'), literal('from'), coalesce(fullName, literal('your website'))),
    );
    return {
      fields: {
        ...person,
        '/subject': coalesce(title, literal('Message from your website')),
        '/body': formText(sample),
        '/tags/0': literal('handoff'),
      },
    };
  }
  const heading = isOrder(type) ? orderTitle(type) : literal(titleOf(type));
  return {
    fields: {
      ...person,
      '/subject': heading,
      '/body': lines(
        heading,
        words(path('/data/total'), path('/data/currency'), path('/data/status')),
        words(fullName, path('/subject/email'), path('/subject/phone')),
        path('/data/adminUrl'),
      ),
      // The customer wrote nothing, so Zendesk should not tell them that their message has arrived.
      '/private': literal(true),
      '/tags/0': literal('handoff'),
    },
  };
}

export function userMapping(): Mapping {
  return {
    fields: {
      '/email': email,
      '/name': fullName,
      '/phone': phone(undefined),
    },
  };
}

/** The message first, then what else was answered, by its label where the sample knows one. */
function formText(sample: Envelope | undefined): Rule {
  const keys = Object.keys(membersOf(sample, 'fields'));
  const messageKey = keys.find((key) => MESSAGE.test(key));
  const message =
    messageKey === undefined
      ? coalesce(field('your-message'), field('message'), literal('A form was filled in.'))
      : coalesce(field(messageKey), literal('A form was filled in.'));
  const others = keys.filter((key) => key !== messageKey && !PERSON.test(key)).slice(0, MOST_ANSWERS);
  const answers = others.map((key) => ifPresent(answerPointer(key), words(literal(`${labelOf(sample, key) ?? key}:`), field(key))));
  const where = [
    ifPresent('/subject/phone', words(literal('Phone:'), path('/subject/phone'))),
    ifPresent('/context/page', words(literal('Page:'), path('/context/page'))),
  ];
  const askedForPhone = others.some((key) => /phone|tel|mobile/i.test(key));
  return lines(message, ...answers, ...(askedForPhone ? where.slice(1) : where));
}
