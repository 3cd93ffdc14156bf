import type { Envelope } from '@handoff/shared/event';
import type { Mapping, Rule } from '@handoff/shared/mapping';

const path = (pointer: string): Rule => ({ do: 'path', path: pointer });
const literal = (value: string): Rule => ({ do: 'literal', value });
const words = (...of: Rule[]): Rule => ({ do: 'join', of, separator: ' ' });
const lines = (...of: Rule[]): Rule => ({ do: 'join', of, separator: '\n' });
const firstOf = (...of: Rule[]): Rule => ({ do: 'coalesce', of });
const ifPresent = (pointer: string, then: Rule): Rule => ({ do: 'when', if: { is: 'present', path: pointer }, then });
const labelled = (label: string, pointer: string): Rule => ifPresent(pointer, words(literal(`${label}:`), path(pointer)));

const answerPath = (key: string) => `/data/fields/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
const fullName = words(path('/subject/firstName'), path('/subject/lastName'));
const who = firstOf(path('/subject/name'), fullName, path('/subject/email'), path('/subject/phone'), literal('someone'));
const replyTo: Rule = { do: 'email', from: path('/subject/email') };
/** A joined text takes twenty parts. */
const MOST_ANSWERS = 15;

/** News for the shop's own address, which can be answered: a mail to a customer is a decision a person makes. */
export function defaultMapping(type: string, sample?: Envelope): Mapping {
  if (type.startsWith('form.')) {
    const form = ifPresent('/data/form/title', words(path('/data/form/title'), literal('from'), who));
    const subject = firstOf(form, words(literal('New message from'), who));
    return { fields: { '/subject': subject, '/text': formText(sample), '/replyTo': replyTo } };
  }
  const [family = type, happened = ''] = type.split('.');
  const what = `${family} ${happened}`.replaceAll('_', ' ').trim();
  const title = what.charAt(0).toUpperCase() + what.slice(1);
  if (family !== 'order') {
    return { fields: { '/subject': words(literal(`${title}:`), who), '/text': lines(literal(title), who, person), '/replyTo': replyTo } };
  }
  const heading = words(literal('Order'), path('/data/number'), literal(happened.replaceAll('_', ' ')));
  return {
    fields: {
      '/subject': words(heading, literal('–'), path('/data/total'), path('/data/currency')),
      '/text': lines(
        heading,
        words(path('/data/total'), path('/data/currency'), path('/data/status')),
        who,
        person,
        path('/data/adminUrl'),
      ),
      '/replyTo': replyTo,
    },
  };
}

const person = words(path('/subject/email'), path('/subject/phone'));

/** All answers, by their labels where the sample knows them. */
function formText(sample: Envelope | undefined): Rule {
  const known = isTable(sample?.data['fields']) ? sample.data['fields'] : {};
  const labels = isTable(sample?.data['labels']) ? sample.data['labels'] : {};
  const keys = Object.keys(known).slice(0, MOST_ANSWERS);
  const answers =
    keys.length === 0
      ? [firstOf(path('/data/fields/your-message'), path('/data/fields/message'), literal('A form was filled in.'))]
      : keys.map((key) => {
          const label = labels[key];
          return labelled(typeof label === 'string' && label.trim() !== '' ? label.trim() : key, answerPath(key));
        });
  return lines(who, person, literal(' '), ...answers, labelled('Page', '/context/page'));
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
