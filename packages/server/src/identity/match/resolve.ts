import { setImmediate as nextTurn } from 'node:timers/promises';
import { strongKeys, weakKeys } from './blocking.ts';
import { clusterByLinks, type Edge } from './cluster.ts';
import { type Comparison, compareProfiles } from './compare.ts';
import { type Contact, type Profile, profileOf } from './contact.ts';
import { linkOf } from './ladder.ts';
import { areHousehold, type Clue, scoreOf } from './score.ts';
import { learnWeights, priorWeights, type Weights } from './weights.ts';

/** Contacts by their places in the list that was given. */
export interface Suggested {
  a: number;
  b: number;
  /** Between 0 and 1. */
  chance: number;
  clues: Clue[];
}

export interface Resolved {
  /** People: places of their contacts, those of one contact too. */
  clusters: number[][];
  links: Edge[];
  /** Possible same persons for somebody to look at, across clusters, best first. */
  suggestions: Suggested[];
}

/** From here a pair is more likely one person than two. */
export const SUGGEST_FROM = 0.5;
/** Blocks larger than this tell nothing: a switchboard's number, a name like John Smith among a million. */
const LARGEST_STRONG_BLOCK = 200;
const LARGEST_WEAK_BLOCK = 60;
const MOST_PAIRS = 1_000_000;
/** With fewer contacts the documented priors are better than what so few can teach. */
const ENOUGH_TO_LEARN = 500;
const STRANGER_PAIRS = 60_000;
/** The event loop gets its turn after so many comparisons. */
const TURN = 5000;
const PROFILES_PER_TURN = 500;

/** Finds out who is who among contacts: links that are beyond doubt, and pairs a person should look at. */
export async function resolveContacts(contacts: Contact[], suggestFrom = SUGGEST_FROM): Promise<Resolved> {
  const profiles = await readProfiles(contacts);
  const strong = pairsOf(profiles, strongKeys, LARGEST_STRONG_BLOCK);
  const edges: Edge[] = [];
  for (const [index, [a, b]] of strong.entries()) {
    if (index % TURN === 0) await nextTurn();
    const link = linkOf(profiles[a] as Profile, profiles[b] as Profile);
    if (link !== undefined) edges.push({ a, b, link });
  }
  const { of, members } = clusterByLinks(profiles, edges);
  const weak = pairsOf(profiles, (profile) => [...strongKeys(profile), ...weakKeys(profile)], LARGEST_WEAK_BLOCK);
  const compared = await comparePairs(profiles, weak);
  const weights = await weigh(profiles, compared);
  const wordShare = wordShareOf(profiles);
  const suggestions = compared
    .filter(({ a, b, comparison }) => of[a] !== of[b] && !areHousehold(comparison))
    .map(({ a, b, comparison }) => ({ a, b, ...scoreOf(comparison, weights, wordShare) }))
    .filter(({ chance }) => chance >= suggestFrom)
    .toSorted((x, y) => y.chance - x.chance);
  return { clusters: [...members.values()], links: edges.filter(({ a, b }) => of[a] === of[b]), suggestions };
}

async function readProfiles(contacts: Contact[]): Promise<Profile[]> {
  const profiles: Profile[] = [];
  for (const contact of contacts) {
    profiles.push(profileOf(contact));
    if (profiles.length % PROFILES_PER_TURN === 0) await nextTurn();
  }
  return profiles;
}

type Pair = readonly [a: number, b: number];

function pairsOf(profiles: Profile[], keysOf: (profile: Profile) => string[], largest: number): Pair[] {
  const blocks = new Map<string, number[]>();
  profiles.forEach((profile, index) => {
    for (const key of new Set(keysOf(profile))) {
      const block = blocks.get(key);
      if (block === undefined) blocks.set(key, [index]);
      else block.push(index);
    }
  });
  const pairs = new Map<number, Pair>();
  const telling = [...blocks.values()].filter(({ length }) => length >= 2 && length <= largest);
  // Small blocks tell most; contacts made to collide must not take the server's memory.
  for (const block of telling.toSorted((a, b) => a.length - b.length)) {
    if (pairs.size > MOST_PAIRS) break;
    block.forEach((a, i) => {
      for (const b of block.slice(i + 1)) pairs.set(a * profiles.length + b, [a, b]);
    });
  }
  return [...pairs.values()];
}

interface Compared {
  a: number;
  b: number;
  comparison: Comparison;
}

async function comparePairs(profiles: Profile[], pairs: Pair[]): Promise<Compared[]> {
  const compared: Compared[] = [];
  for (const [a, b] of pairs) {
    compared.push({ a, b, comparison: compareProfiles(profiles[a] as Profile, profiles[b] as Profile) });
    if (compared.length % TURN === 0) await nextTurn();
  }
  return compared;
}

async function weigh(profiles: Profile[], compared: Compared[]): Promise<Weights> {
  if (profiles.length < ENOUGH_TO_LEARN) return priorWeights(profiles.length);
  const strangers = await comparePairs(profiles, strangerPairs(profiles.length));
  return learnWeights(
    profiles.length,
    compared.map(({ comparison }) => comparison),
    strangers.map(({ comparison }) => comparison),
  );
}

/** Pairs spread over all contacts, the same each time: so that one question has one answer. */
function strangerPairs(contacts: number): Pair[] {
  let state = 0x9e3779b9;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % contacts;
  };
  return Array.from({ length: STRANGER_PAIRS }, (): Pair => [next(), next()]).filter(([a, b]) => a !== b);
}

function wordShareOf(profiles: Profile[]): (word: string) => number {
  const counts = new Map<string, number>();
  for (const { name } of profiles) for (const word of new Set(name.words)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return (word) => ((counts.get(word) ?? 0) + 1) / (profiles.length + 1);
}
