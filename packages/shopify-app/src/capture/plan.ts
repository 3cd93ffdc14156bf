import { AdminError } from '../admin/errors.ts';
import { known as knownKeys } from '../companion/known.ts';
import { consentKeyOf, formerKeyOf } from '../normalize/index.ts';
import type { Parts } from '../parts.ts';
import { contentOf, haveOneShape, markOf, saysTheSame } from './content.ts';
import type { Hold } from './hold.ts';
import { judge, type Judgement } from './judge.ts';
import { aboutOf, createLookup, type Current, lacksPerson, renewed, withPerson } from './refresh.ts';
import { type Captured, type How, isOptOut, type Item, type Planned, tellsState } from './types.ts';
import { readVersions, recordKey, type Version } from './versions.ts';

interface Judged {
  item: Item;
  content: string;
  judgement: Judgement;
  /** What was newest of its record when it was this item's turn. */
  last: Version | undefined;
}

/** Decides what becomes of each item, looking up what it must. Sends nothing. */
export async function plan(parts: Parts, hold: Hold, items: Item[], how: How): Promise<Planned[]> {
  const newest = await readVersions(parts, hold.shop, items);
  const judged = items.map((item) => judgeInTurn(item, how, newest));
  const known = await askKnown(
    parts,
    hold,
    judged.filter(isAsked).flatMap(({ item }) => keysOf(item)),
  );

  const lookup = createLookup(parts, hold.shop);
  const fresh = new Map<string, number>();
  const planned: Planned[] = [];
  for (const one of judged) {
    const next = await planOne({ hold, known, lookup, fresh }, one);
    const record = 'send' in next && next.refetched ? next.send.record : undefined;
    if (record !== undefined) fresh.set(recordKey(record), record.version);
    planned.push(next);
  }
  return settleKeys(parts, hold, judged, planned, known);
}

function judgeInTurn(given: Item, path: How, newest: Map<string, Version>): Judged {
  const how = given.read === true ? 'reconcile' : path;
  const content = contentOf(given.envelope, how);
  const last = given.record && newest.get(recordKey(given.record));
  const item = asFirstTold(given, content, last);
  const { record } = item;
  const judgement = judge(item, content, how, last);
  if (record !== undefined && (judgement === 'send' || judgement === 'ask'))
    newest.set(recordKey(record), { version: record.version, content });
  return { item, content, judgement, last };
}

/**
 * What says the same as what was last told and has no time of its own is that again, with its key and its version: the companion
 * is asked whether it has it. A webhook's digest leaves out for whom it was, so what a webhook told is told once more.
 */
function asFirstTold(item: Item, content: string, last: Version | undefined): Item {
  const { envelope, record, undated } = item;
  if (undated !== true || record === undefined || last === undefined || last.version > record.version) return item;
  if (!haveOneShape(content, last.content) || !saysTheSame(content, last.content)) return item;
  const { version } = last;
  return { ...item, record: { ...record, version }, envelope: { ...envelope, idempotencyKey: consentKeyOf(envelope, version) } };
}

function isAsked({ item, judgement }: Judged): boolean {
  if (judgement === 'superseded') return false;
  return judgement === 'ask' || lacksPerson(item) || (judgement === 'refresh' && (!tellsState(item.envelope.type) || isOptOut(item)));
}

/** The keys under which the companion may have an event. */
function keysOf({ envelope }: Item): string[] {
  const former = formerKeyOf(envelope);
  return former === undefined ? [envelope.idempotencyKey] : [envelope.idempotencyKey, former];
}

const KEYS_PER_QUESTION = 500;

async function askKnown(parts: Parts, hold: Hold, keys: string[]): Promise<Set<string>> {
  const found = new Set<string>();
  const distinct = [...new Set(keys)];
  for (let start = 0; start < distinct.length; start += KEYS_PER_QUESTION) {
    await hold.keep();
    for (const key of await knownKeys(parts, hold.shop, distinct.slice(start, start + KEYS_PER_QUESTION))) found.add(key);
  }
  return found;
}

interface Scene {
  hold: Hold;
  known: Set<string>;
  lookup: ReturnType<typeof createLookup>;
  /** Records that were looked up in this batch, and the version that was found. */
  fresh: Map<string, number>;
}

const SUPERSEDED: Captured = { outcome: 'superseded' };
const CONTRADICTED: Captured = {
  outcome: 'rejected',
  message:
    'This message says that something happened to the order which its data and the shop do not show. It may be forged; nothing was sent.',
};
const BEHIND: Captured = {
  outcome: 'failed',
  message: 'Shopify still shows an older state of this than its own messages did. It is looked up again.',
  retryAt: undefined,
};
const KNOWN: Captured = { outcome: 'known', eventId: undefined, refetched: false };

async function planOne(scene: Scene, { item, content, judgement, last }: Judged): Promise<Planned> {
  const answer = (given: Captured): Planned => ({ answer: given, item, content });
  const state = tellsState(item.envelope.type);
  if (judgement === 'superseded') return answer(SUPERSEDED);
  // An opt-out that was told may hold again after what was told since.
  const mayHoldAgain = judgement === 'refresh' && isOptOut(item);
  if (!mayHoldAgain && keysOf(item).some((key) => scene.known.has(key))) return answer(KNOWN);
  // What was looked up for an earlier item of this batch is newer than this one.
  const overtaken = item.record !== undefined && (scene.fresh.get(recordKey(item.record)) ?? 0) > item.record.version;
  if (overtaken && state) return answer(SUPERSEDED);

  const refresh = judgement === 'refresh' || overtaken;
  const about = refresh || lacksPerson(item) ? aboutOf(item.envelope) : undefined;
  if (about === undefined) return { send: item, content, refetched: false };
  await scene.hold.keep();
  let current: Current;
  try {
    current = await scene.lookup(about);
  } catch (error) {
    if (!(error instanceof AdminError)) throw error;
    const waits = error.retryAt !== undefined || (refresh && !standsAlone(item));
    return waits
      ? answer({ outcome: 'failed', message: error.message, retryAt: error.retryAt })
      : { send: item, content, refetched: false };
  }
  if (!refresh) return { send: withPerson(item, current), content, refetched: true };
  if (item.doubtful === true && !current?.some(({ envelope }) => envelope.type === item.envelope.type)) return answer(CONTRADICTED);
  if (current === undefined) return standsAlone(item) ? { send: item, content, refetched: false } : answer(SUPERSEDED);
  const now = renewed(item, current);
  if (now === undefined) return answer(SUPERSEDED);
  if (isBehind(now, item, last)) return answer(BEHIND);
  return {
    send: now.record === item.record ? now : countedFromNow(now, last),
    content: contentOf(now.envelope, 'refetch'),
    refetched: true,
  };
}

/** What is sent as it came where Shopify does not know its record any more, or will not say. */
function standsAlone(item: Item): boolean {
  return item.late === true || isOptOut(item);
}

/** Shopify's API can lag behind its webhooks: what it shows then must not overwrite what is newer. An opt-out it shows holds all the same. */
function isBehind(now: Item, { record: given }: Item, last: Version | undefined): boolean {
  const { record: found } = now;
  if (found === undefined || given === undefined || found === given || isOptOut(now)) return false;
  return found.version < Math.max(given.version, last?.version ?? 0);
}

/**
 * An opt-out that holds although it is dated before what was last told takes that time: it would count as lifted by what it
 * ends. And a key of its own, for it may have been told before that.
 */
function countedFromNow(now: Item, last: Version | undefined): Item {
  const { envelope, record } = now;
  if (!isOptOut(now) || record === undefined || last === undefined || record.version >= last.version) return now;
  const at = new Date(last.version).toISOString();
  const dated = `dated ${envelope.occurredAt}`;
  const consent = envelope.consent?.map((said) => ({ ...said, at, evidence: `${said.evidence ?? 'Shopify'}, ${dated}` }));
  return {
    ...now,
    record: { ...record, version: last.version },
    envelope: {
      ...envelope,
      idempotencyKey: `${envelope.idempotencyKey}:${last.version}`,
      occurredAt: at,
      ...(consent === undefined ? {} : { consent }),
    },
  };
}

/**
 * Looked-up events that tell a state have the key of the present state, which may have been sent, or may belong to an
 * earlier state of the same second: then a digest in the key sets the two apart.
 */
async function settleKeys(parts: Parts, hold: Hold, judged: Judged[], planned: Planned[], known: Set<string>): Promise<Planned[]> {
  const present = new Set(planned.filter((next) => 'send' in next && next.refetched && tellsState(next.send.envelope.type)));
  const keys = [...present]
    .flatMap((next) => ('send' in next ? [next] : []))
    .flatMap(({ send, content }) => [send.envelope.idempotencyKey, variantKey(send, content)]);
  const taken = new Set([...known, ...(await askKnown(parts, hold, keys))]);

  return planned.map((next, index) => {
    if (!('send' in next)) return next;
    const { send, content } = next;
    const key = send.envelope.idempotencyKey;
    const answered: Planned = { answer: { outcome: 'known', eventId: undefined, refetched: next.refetched }, item: send, content };
    if (!taken.has(key)) {
      // Two of one key in one batch; without a record each is what somebody sent, and the companion tells them apart.
      if (send.record !== undefined || judged[index]?.judgement === 'ask') taken.add(key);
      return next;
    }
    if (!present.has(next) || !isAnotherState(judged[index] as Judged, send, content)) return answered;
    const variant = variantKey(send, content);
    if (taken.has(variant)) return answered;
    taken.add(variant);
    return { ...next, send: { ...send, envelope: { ...send.envelope, idempotencyKey: variant } } };
  });
}

function variantKey({ envelope }: Item, content: string): string {
  return `${envelope.idempotencyKey}:${markOf(content)}`;
}

/** Whether what was found differs from what was sent under the same version. */
function isAnotherState({ item, content: given, last }: Judged, { envelope, record }: Item, found: string): boolean {
  // A consent's key holds the decision itself.
  if (envelope.type === 'consent.updated') return false;
  if (last === undefined || record?.version !== last.version) return false;
  if (haveOneShape(last.content, found)) return !saysTheSame(last.content, found);
  const bothByWebhook = haveOneShape(last.content, given) && item.record?.version === last.version;
  return bothByWebhook ? !saysTheSame(last.content, given) : !saysTheSame(last.content, found);
}
