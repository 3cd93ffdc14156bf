import type { FlowQuestions } from '../../api/map.ts';
import { eventName } from '../flow/event-words.ts';
import { fill, quoted, type Translate } from '../translate.ts';
import { conflictWords, listOf } from './words.ts';

export interface Answered {
  question: string;
  /** Plain sentences; the first says the most. */
  answers: string[];
  /** What a person should look at before they publish. */
  warnings: string[];
}

/** The five questions one asks before a flow goes live, answered from what is known. */
export function questionWords(known: FlowQuestions, t: Translate): Answered[] {
  return [access(known, t), down(known, t), direction(known, t), fields(known, t), removal(known, t)];
}

function access({ access: accesses }: FlowQuestions, t: Translate): Answered {
  if (accesses.length === 0) {
    return { question: t('What access does it have?'), answers: [t('None yet: it sends to no account that is connected.')], warnings: [] };
  }
  return {
    question: t('What access does it have?'),
    answers: accesses.flatMap(({ name, account, operations, scopes }) => [
      fill(t('At {connection} it may do this: {operations}.'), {
        connection: account === null || account === name ? name : `${name} (${account})`,
        operations: operations.join(', '),
      }),
      ...(scopes.length === 0 ? [] : [fill(t('It needs these permissions there: {scopes}.'), { scopes: scopes.join(', ') })]),
    ]),
    warnings: accesses
      .filter(({ missing }) => missing.length > 0)
      .map(({ name, missing }) =>
        fill(t('{connection} did not grant: {scopes}. Sign in there again, or these steps fail.'), {
          connection: name,
          scopes: missing.join(', '),
        }),
      ),
  };
}

function down({ down: known }: FlowQuestions, t: Translate): Answered {
  const sources = {
    keep: t('If the site cannot reach this server, it keeps what happened and sends it later.'),
    ask_again: t('If this server is away, the sender tries again as long as it sees fit; how long is not ours to decide.'),
    mixed: t('If this server is away, paired sites keep what happened and send it later; webhooks try again as long as they see fit.'),
  };
  const after = (unknown: string) => known.connections.filter((one) => one.unknown === unknown).map(({ name }) => name);
  const [asks, looks] = [after('ask'), after('look_up')];
  return {
    question: t('What happens when a side is down?'),
    answers: [
      fill(t('If a destination is down, nothing is lost: it is tried again for about {days} days, then it waits for you under Activity.'), {
        days: Math.round(known.retryHours / 24),
      }),
      sources[known.sources],
      ...(looks.length === 0
        ? []
        : [
            fill(t('If it is not clear whether something arrived at {connections}, it is looked up there before it is sent again.'), {
              connections: listOf(looks, t),
            }),
          ]),
      ...(asks.length === 0
        ? []
        : [
            fill(t('If it is not clear whether something arrived at {connections}, it is not sent again by itself: you decide.'), {
              connections: listOf(asks, t),
            }),
          ]),
    ],
    warnings: [],
  };
}

function direction({ direction: { sources, elsewhere, to, looksUp } }: FlowQuestions, t: Translate): Answered {
  const from = [...sources, ...(elsewhere === 0 ? [] : [t('another site of this workspace')])];
  return {
    question: t('Which way does data go?'),
    answers: [
      fill(t('One way: from {sources} to {destinations}. Nothing comes back from there.'), {
        sources: from.length === 0 ? t('every source of this workspace') : listOf(from, t),
        destinations: to.length === 0 ? t('nobody yet') : listOf(to, t),
      }),
      ...(looksUp.length === 0
        ? []
        : [fill(t('At {destinations} it only looks up which record to change.'), { destinations: listOf(looksUp, t) })]),
    ],
    warnings: [],
  };
}

function fields({ fields: known, conflicts }: FlowQuestions, t: Translate): Answered {
  const none = t('Nothing that is there is changed: each event makes something of its own, such as a message or an invoice.');
  const answers = known.flatMap(({ name, fromEvent, fixed }) => [
    ...(fromEvent.length === 0
      ? []
      : [
          fill(t('At {connection}, what comes in decides: {fields}. A field an event leaves empty stays as it is.'), {
            connection: name,
            fields: fromEvent.join(', '),
          }),
        ]),
    ...(fixed.length === 0
      ? []
      : [
          fill(t('At {connection}, this flow decides: {fields}. Each event writes over what is there.'), {
            connection: name,
            fields: fixed.join(', '),
          }),
        ]),
    fill(t('All other fields belong to {connection} and are never touched.'), { connection: name }),
  ]);
  return {
    question: t('Which system owns each field?'),
    answers: answers.length === 0 ? [none] : answers,
    warnings: conflicts.map((conflict) => `${conflict.label}: ${conflictWords(conflict, t)}`),
  };
}

function removal({ removal: { types, connections } }: FlowQuestions, t: Translate): Answered {
  const unused = connections.filter(({ last }) => last).map(({ name }) => quoted(name, t));
  return {
    question: t('What breaks when it is removed?'),
    answers: [
      ...(connections.length === 0
        ? [t('Nothing: it sends to nobody yet.')]
        : [
            fill(t('Nothing more goes to {destinations}. What was sent stays there; events go on being kept here.'), {
              destinations: listOf(
                connections.map(({ name }) => name),
                t,
              ),
            }),
          ]),
      ...(types.length === 0
        ? []
        : [
            fill(t('No other flow takes these: {events}. They would go nowhere.'), {
              events: types.map((type) => eventName(type, t)).join(', '),
            }),
          ]),
      ...(unused.length === 0 ? [] : [fill(t('No other flow uses {connections}.'), { connections: listOf(unused, t) })]),
      ...connections.map(({ name, stays }) => `${name}: ${stays}`),
    ],
    warnings: [],
  };
}
