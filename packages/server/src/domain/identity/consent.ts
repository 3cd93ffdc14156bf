import type { Envelope } from '@handoff/shared/event';
import { normaliseEmail } from '../../identity/email.ts';
import { comparePhones, type PhoneClue } from '../../identity/match/phone-clues.ts';

/**
 * How it is known that somebody wants to hear from the business: `agreed` to words they were shown · `confirmed` by a second step
 * (double opt-in) · by `hand`: an owner says so, with a reason.
 */
export type ConsentKind = 'agreed' | 'confirmed' | 'hand';

/** What was said of one channel. */
export interface ConsentHeard {
  channel: string;
  state: string;
  /** ISO, as the source gave it. */
  at: string | undefined;
  /** When it held, in epoch ms: `at`, else when the event happened; never after the server heard it. */
  time: number;
  /** Only of an opt-in that may lift an earlier opt-out. */
  kind?: ConsentKind;
}

/** A record as far as consent is concerned. */
export interface Consenting {
  id: string;
  contact: { email?: string | undefined };
  details: { phone: PhoneClue | null; consent: ConsentHeard[] };
}

export interface StandingOptOut {
  recordId: string;
  said: ConsentHeard;
}

/** What people do themselves as it happens. An order or a customer’s data tell what was said some time or other. */
const OWN_ACTS: ReadonlySet<string> = new Set(['form.submitted', 'consent.updated']);

/** What an event says of consent. `eventAt`: when it happened, in epoch ms. */
export function consentsOf({ type, consent = [], context }: Envelope, eventAt: number, receivedAt: number): ConsentHeard[] {
  const isOwnAct = OWN_ACTS.has(type) && context?.silent !== true && context?.quiet !== true;
  return consent.map((said) => {
    const { channel, state, at, wording, optInLevel } = said;
    const kind = optInLevel === 'confirmed_opt_in' ? 'confirmed' : (wording ?? '').trim() === '' ? undefined : 'agreed';
    const lifts = isOwnAct && state === 'subscribed' && at !== undefined && kind !== undefined;
    return { channel, state, at, time: Math.min(readTime(at) ?? eventAt, receivedAt), ...(lifts ? { kind } : {}) };
  });
}

/** A time as a source wrote it, in epoch ms; undefined where it cannot be read. */
export function readTime(at: string | undefined): number | undefined {
  const time = at === undefined ? Number.NaN : Date.parse(at);
  return Number.isNaN(time) ? undefined : time;
}

/** Of each channel what may still matter: the latest opt-out, the latest opt-in that may lift one, the latest of the rest. */
export function keptConsents(heard: ConsentHeard[]): ConsentHeard[] {
  const kept = new Map<string, ConsentHeard>();
  for (const said of heard) {
    const place = `${said.channel} ${isOptOut(said) ? 'out' : said.kind === undefined ? 'other' : 'in'}`;
    const known = kept.get(place);
    if (known === undefined || said.time >= known.time) kept.set(place, said);
  }
  return [...kept.values()];
}

/**
 * Opt-outs of a person that hold. One is lifted only by a later opt-in for the very same address or number, made by the
 * person's own act or an owner's hand; whatever else is said later does not.
 */
export function standingOptOuts(records: Consenting[], channel: string): StandingOptOut[] {
  const optIns = statements(records, channel, (one) => one.kind !== undefined);
  return statements(records, channel, isOptOut)
    .filter((out) => !optIns.some((opted) => opted.said.time > out.said.time && isSameAddress(channel, opted.record, out.record)))
    .map(({ record, said: out }) => ({ recordId: record.id, said: out }));
}

export const isOptOut = ({ state }: Pick<ConsentHeard, 'state'>) => state === 'unsubscribed';

function statements(records: Consenting[], channel: string, which: (one: ConsentHeard) => boolean) {
  return records.flatMap((record) =>
    record.details.consent.filter((one) => one.channel === channel && which(one)).map((one) => ({ record, said: one })),
  );
}

/** Leave to write to one address is none to write to another of the same person. */
export function isSameAddress(channel: string, one: Consenting, other: Consenting): boolean {
  if (one.id === other.id) return true;
  if (channel === 'email') {
    const [a, b] = [one, other].map(({ contact }) => (contact.email === undefined ? undefined : normaliseEmail(contact.email)));
    return a !== undefined && a === b;
  }
  const [a, b] = [one.details.phone, other.details.phone];
  return channel !== 'post' && a !== null && b !== null && comparePhones(a, b) === 'same';
}
