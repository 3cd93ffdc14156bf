import type { Envelope } from '@handoff/shared/event';
import type { Mapping, Rule } from '@handoff/shared/mapping';
import {
  answerPointer,
  coalesce,
  field,
  ifPresent,
  isOrder,
  labelOf,
  lines,
  literal,
  membersOf,
  orderTitle,
  path,
  titleOf,
  who,
  words,
} from '../kit/mapping-rules.ts';
import { replyToRule } from '../kit/reply-to.ts';

const labelled = (label: string, pointer: string): Rule => ifPresent(pointer, words(literal(`${label}:`), path(pointer)));

/** A joined text takes twenty parts. */
const MOST_ANSWERS = 15;

/** News for the shop's own address, which can be answered: a mail to a customer is a decision a person makes. */
export function defaultMapping(type: string, sample?: Envelope): Mapping {
  if (type.startsWith('form.')) {
    const form = ifPresent('/data/form/title', words(path('/data/form/title'), literal('from'), who));
    const subject = coalesce(form, words(literal('New message from'), who));
    return { fields: { '/subject': subject, '/text': formText(sample), '/replyTo': replyToRule } };
  }
  if (!isOrder(type)) {
    const title = titleOf(type);
    return {
      fields: { '/subject': words(literal(`${title}:`), who), '/text': lines(literal(title), who, person), '/replyTo': replyToRule },
    };
  }
  const heading = orderTitle(type);
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
      '/replyTo': replyToRule,
    },
  };
}

const person = words(path('/subject/email'), path('/subject/phone'));

/** All answers, by their labels where the sample knows them. */
function formText(sample: Envelope | undefined): Rule {
  const keys = Object.keys(membersOf(sample, 'fields')).slice(0, MOST_ANSWERS);
  const answers =
    keys.length === 0
      ? [coalesce(field('your-message'), field('message'), literal('A form was filled in.'))]
      : keys.map((key) => labelled(labelOf(sample, key) ?? key, answerPointer(key)));
  return lines(who, person, literal(' '), ...answers, labelled('Page', '/context/page'));
}
