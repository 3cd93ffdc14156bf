import type { Envelope } from '@handoff/shared/event';
import type { Mapping, Rule } from '@handoff/shared/mapping';

const path = (pointer: string): Rule => ({ do: 'path', path: pointer });
const literal = (value: string): Rule => ({ do: 'literal', value });
const words = (...of: Rule[]): Rule => ({ do: 'join', of, separator: ' ' });
const lines = (...of: Rule[]): Rule => ({ do: 'join', of, separator: '\n' });

const fullName = words(path('/subject/firstName'), path('/subject/lastName'));
const who: Rule = {
  do: 'coalesce',
  of: [path('/subject/name'), fullName, path('/subject/email'), path('/subject/phone'), literal('someone')],
};
const contact = words(path('/subject/phone'), path('/subject/email'));

/** News for the shop's own number: an SMS to a customer is a decision a person makes, with their consent mapped. */
export function defaultMapping(type: string, sample?: Envelope): Mapping {
  return { fields: { '/text': textFor(type, sample) } };
}

function textFor(type: string, sample: Envelope | undefined): Rule {
  if (type.startsWith('form.')) return lines(words(literal('New message from'), who), contact, message(sample));
  const [family = type, happened = ''] = type.split('.');
  const what = `${family} ${happened}`.replaceAll('_', ' ').trim();
  if (family !== 'order') return lines(words(literal(`${what.charAt(0).toUpperCase()}${what.slice(1)}:`), who), contact);
  return lines(
    words(
      literal('Order'),
      path('/data/number'),
      literal(`${happened.replaceAll('_', ' ')}:`),
      path('/data/total'),
      path('/data/currency'),
    ),
    who,
    contact,
  );
}

/** The answer that reads like a message: by its key in the sample, else by the names form plugins give it. */
function message(sample: Envelope | undefined): Rule {
  const fields = sample?.data['fields'];
  const keys = typeof fields === 'object' && fields !== null ? Object.keys(fields) : [];
  const key = keys.find((candidate) => /message|comment|question|enquiry|inquiry|nachricht|mensaje|mesaj/i.test(candidate));
  if (key !== undefined) return path(`/data/fields/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  return { do: 'coalesce', of: [path('/data/fields/your-message'), path('/data/fields/message')] };
}
