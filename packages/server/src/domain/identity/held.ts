import { type FieldRule, type IdentitySettings, PersonField } from '@handoff/shared/api';
import { foldText } from '../../identity/fold.ts';
import { type ConsentKind, type Consenting, isOptOut, standingOptOuts, type StandingOptOut } from './consent.ts';
import { LIFECYCLE } from './heard.ts';
import type { StoredRecord } from './records.ts';

/** A value that is held of a person, and whose saying it is. */
export interface Held {
  value: string;
  recordId: string;
  sourceId: string;
  eventId: string | null;
  /** By the source's clock, in epoch ms. */
  at: number;
  rule: FieldRule['rule'];
  /** Under `review`: other values that wait for a person. */
  waiting?: { value: string; recordId: string; sourceId: string; at: number }[];
  /** Under `review`: when a person chose this one. */
  chosenAt?: number;
}

export type HeldFields = { [F in PersonField]?: Held };

/** What is held as far as it is a choice: whose saying, and under `review` when a person chose it. */
export type Choices = { [F in PersonField]?: Pick<Held, 'recordId' | 'chosenAt'> };

export interface HeldConsent {
  channel: string;
  state: string;
  at: string | null;
  /** How an opt-in is known that may lift an opt-out; null of everything else. */
  kind: ConsentKind | null;
  recordId: string;
}

const NEWEST: FieldRule = { rule: 'newest' };

/**
 * What is held of a person, chosen anew from all their records: so that a merge or its undoing leaves nothing of the other
 * behind, and the order in which things were heard does not matter where the rule does not say so. `before`: what was held.
 */
export function heldFields(records: StoredRecord[], settings: IdentitySettings, before: Choices): HeldFields {
  const held: HeldFields = {};
  for (const field of PersonField.options) {
    const rule = settings.fields[field] ?? NEWEST;
    const chosen = field === 'lifecycle' ? furthest(records, rule) : choose(field, records, rule, before[field]);
    if (chosen !== undefined) held[field] = chosen;
  }
  return held;
}

type Saying = Omit<Held, 'rule'> & { firstAt: number; heardAt: number };

function sayings(field: Exclude<PersonField, 'lifecycle'>, records: StoredRecord[]): Saying[] {
  return records.flatMap((record) => {
    const value = record.contact[field];
    if (value === undefined) return [];
    const { id: recordId, sourceId, eventId, lastAt: at, firstAt } = record;
    return [{ value, recordId, sourceId, eventId, at, firstAt, heardAt: record.details.heardAt }];
  });
}

function choose(
  field: Exclude<PersonField, 'lifecycle'>,
  records: StoredRecord[],
  { rule, sources = [] }: FieldRule,
  before: Choices[PersonField],
): Held | undefined {
  const said = sayings(field, records);
  if (said.length === 0 || rule === 'never') return undefined;
  const newest = (from: Saying[]) => from.reduce((best, next) => (next.at > best.at ? next : best));
  const first = (from: Saying[]) => from.reduce((best, next) => (next.firstAt < best.firstAt ? next : best));
  switch (rule) {
    case 'newest':
      return heldOf(newest(said), rule);
    case 'overwrite':
      return heldOf(
        said.reduce((best, next) => (next.heardAt > best.heardAt ? next : best)),
        rule,
      );
    case 'fill_empty':
      return heldOf(first(said), rule);
    case 'source_priority': {
      const source = sources.find((id) => said.some(({ sourceId }) => sourceId === id));
      return heldOf(newest(source === undefined ? said : said.filter(({ sourceId }) => sourceId === source)), rule);
    }
    case 'append': {
      const inOrder = distinct(said.toSorted((a, b) => a.firstAt - b.firstAt));
      return { ...heldOf(newest(said), rule), value: inOrder.map(({ value }) => value).join(', ') };
    }
    case 'review':
      return review(said, first(said), before);
  }
}

function review(said: Saying[], first: Saying, before: Choices[PersonField]): Held {
  const kept = said.find(({ recordId }) => recordId === before?.recordId) ?? first;
  const chosenAt = kept.recordId === before?.recordId ? before.chosenAt : undefined;
  const others = distinct(said.filter(({ value, heardAt }) => foldText(value) !== foldText(kept.value) && heardAt > (chosenAt ?? -1)));
  return {
    ...heldOf(kept, 'review'),
    ...(chosenAt === undefined ? {} : { chosenAt }),
    waiting: others.map(({ value, recordId, sourceId, at }) => ({ value, recordId, sourceId, at })),
  };
}

function furthest(records: StoredRecord[], { rule }: FieldRule): Held | undefined {
  if (rule === 'never') return undefined;
  const rank = ({ details }: StoredRecord) => LIFECYCLE.indexOf(details.lifecycle);
  const [best] = records.toSorted((a, b) => rank(b) - rank(a) || a.firstAt - b.firstAt);
  if (best === undefined) return undefined;
  const { id: recordId, sourceId, eventId, lastAt: at } = best;
  return { value: best.details.lifecycle, recordId, sourceId, eventId, at, rule };
}

function heldOf({ value, recordId, sourceId, eventId, at }: Saying, rule: FieldRule['rule']): Held {
  return { value, recordId, sourceId, eventId, at, rule };
}

function distinct(said: Saying[]): Saying[] {
  return [...new Map(said.map((saying) => [foldText(saying.value), saying])).values()];
}

/** One statement a channel: an opt-out that stands wins, then the latest. */
export function heldConsent(records: Consenting[]): HeldConsent[] {
  const channels = new Set(records.flatMap(({ details }) => details.consent.map(({ channel }) => channel)));
  return [...channels].flatMap((channel): HeldConsent[] => {
    const [optOut] = standingOptOuts(records, channel).toSorted((a, b) => b.said.time - a.said.time);
    const held = optOut ?? latest(records, channel);
    if (held === undefined) return [];
    const { state, at = null, kind = null } = held.said;
    return [{ channel, state, at, kind, recordId: held.recordId }];
  });
}

/** Opt-outs are left out: those that are looked at here were lifted. */
function latest(records: Consenting[], channel: string) {
  return records
    .flatMap(({ id: recordId, details }) => details.consent.map((said) => ({ recordId, said })))
    .filter(({ said }) => said.channel === channel && !isOptOut(said))
    .reduce<StandingOptOut | undefined>((best, next) => (best !== undefined && best.said.time > next.said.time ? best : next), undefined);
}
