import { decideContact } from '../../../packages/server/src/domain/identity/match.ts';
import { readContact } from '../../../packages/server/src/domain/identity/read-contact.ts';
import type { Contact } from '../../../packages/server/src/identity/match/contact.ts';
import { nameWords } from '../../../packages/server/src/identity/match/names.ts';
import { newId } from '../../../packages/server/src/store/ids.ts';
import type { Store } from '../../../packages/server/src/store/store.ts';
import { median, percentile } from '../../lib/stats.ts';
import type { Labelled } from './contacts.ts';
import { fillCrowd, type Names } from './crowd.ts';

const SMALL = 10_000;
const LARGE = 1_000_000;
const ROUNDS = 21;
const MATCHES_PER_ROUND = 200;

export interface Speed {
  /** Of each round, in ms. */
  small: number[];
  large: number[];
  ratio: number;
}

/** How long it takes to decide whom a contact is among 10,000 and among a million people, in turn, in one store. */
export async function measureMatching(store: Store, rows: Labelled[], say: (text: string) => void): Promise<Speed> {
  const contacts = rows.map(({ contact }) => readContact(contact)).flatMap((read) => (read.ok ? [read.contact] : []));
  const names = namesOf(contacts);
  const [small, large] = [await crowd(store, SMALL, names), await crowd(store, LARGE, names)];
  say('the crowds are there');
  const figures = { small: [] as number[], large: [] as number[] };
  // The first round warms up.
  for (let round = -1; round < ROUNDS; round += 1) {
    const some = Array.from({ length: MATCHES_PER_ROUND }, (_, index) => pick(contacts, round, index));
    const inTurn = round % 2 === 0 ? ([small, large] as const) : ([large, small] as const);
    const p95s = new Map<string, number>();
    for (const workspaceId of inTurn) p95s.set(workspaceId, await p95Of(store, workspaceId, some));
    if (round < 0) continue;
    figures.small.push(p95s.get(small) ?? Number.NaN);
    figures.large.push(p95s.get(large) ?? Number.NaN);
  }
  const ratios = figures.large.map((value, round) => value / (figures.small[round] ?? Number.NaN));
  return { ...figures, ratio: median(ratios) };
}

/** The crowd is called as those are who are looked for: namesakes are what a look-up has to get past. */
function namesOf(contacts: Contact[]): Names {
  const words = contacts
    .map((contact) => nameWords(contact.firstName, contact.lastName, contact.name).words)
    .filter(({ length }) => length >= 2);
  return { first: [...new Set(words.map((each) => each[0] ?? ''))], last: [...new Set(words.map((each) => each.at(-1) ?? ''))] };
}

/** A third of those asked for are in the crowd. */
function pick(contacts: Contact[], round: number, index: number): Contact {
  const number = (round + 1) * MATCHES_PER_ROUND + index;
  const contact = contacts[(number * 7919) % contacts.length] as Contact;
  return index % 3 > 0 ? contact : { ...contact, phone: `+49151${String(10_000_000 + ((number * 31) % SMALL)).padStart(8, '0')}` };
}

async function p95Of(store: Store, workspaceId: string, contacts: Contact[]): Promise<number> {
  const times: number[] = [];
  for (const contact of contacts) {
    const start = performance.now();
    await decideContact(store.db, workspaceId, contact);
    times.push(performance.now() - start);
  }
  return percentile(times, 0.95);
}

async function crowd(store: Store, people: number, names: Names): Promise<string> {
  const id = newId('ws');
  await store.db
    .insertInto('workspaces')
    .values({ id, name: `${people} people`, settings: '{}', created_at: 0 })
    .execute();
  await fillCrowd(store, id, people, names);
  return id;
}
