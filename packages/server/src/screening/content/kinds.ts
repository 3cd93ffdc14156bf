import type { Features } from './features.ts';
import { type Packed, pack } from './pack.ts';
import { seeded } from './seeded.ts';
import { KIND_DIMENSIONS as PLACES, placesIn } from './space.ts';

/** The kinds of spam a site gets, as what their texts have in common: centres of groups of alike texts. */
export interface Kinds {
  /** How telling each place is: the fewer examples have it, the more. */
  telling: Packed;
  /** One after another, each of length 1 before it was packed. */
  centres: Packed;
}

/** At most so many kinds, and no more than one for so many texts. */
const MOST = 16;
const TEXTS_A_KIND = 20;
const ROUNDS = 8;
/** After so many texts others have their turn. */
const TEXTS_PER_TURN = 400;

/** A text as places and what they are worth; together of length 1. */
interface Vector {
  places: Uint32Array;
  unit: number;
}

/** Spherical k-means over the spam among the examples; the same examples in the same order give the same kinds, and none where there is no spam. */
export async function learnKinds(examples: readonly { features: Features; spam: boolean }[], turn: () => Promise<void>): Promise<Kinds> {
  const placed = examples.map(({ features }) => placesOf(features));
  const telling = tellingOf(placed);
  const vectors = placed.flatMap((places, at) => (examples[at]?.spam === true ? [vectorOf(places, telling)] : []));
  await turn();
  let groups = await beginnings(vectors, Math.min(MOST, Math.ceil(vectors.length / TEXTS_A_KIND)), telling, turn);
  let centres: Float32Array = new Float32Array(0);
  for (let round = 0; round < ROUNDS; round += 1) {
    centres = centresOf(groups, telling);
    const next: Vector[][] = groups.map(() => []);
    for (const [at, vector] of vectors.entries()) {
      if (at % TEXTS_PER_TURN === 0) await turn();
      next[nearest(vector, telling, centres).kind]?.push(vector);
    }
    groups = next;
  }
  return { telling: pack(telling, 0), centres: pack(centres, 0) };
}

/** How like the nearest kind of spam a text is, 0 to 1. */
export function likeSpam({ telling, centres }: Kinds, features: Features): number {
  const vector = vectorOf(placesOf(features), telling.values);
  return nearest(vector, telling.values, centres.values).alike * centres.step;
}

/** Texts to begin with, each chosen by chance, and the likelier the less it is like those before (k-means++). */
async function beginnings(
  vectors: readonly Vector[],
  count: number,
  telling: Float32Array,
  turn: () => Promise<void>,
): Promise<Vector[][]> {
  const random = seeded(7);
  const unlike = vectors.map(() => 1);
  const groups: Vector[][] = [];
  while (groups.length < count) {
    await turn();
    let left = random() * unlike.reduce((sum, each) => sum + each, 0);
    const chosen = unlike.findIndex((each) => (left -= each) < 0);
    const group = [vectors[Math.max(0, chosen)] as Vector];
    const centre = centresOf([group], telling);
    vectors.forEach((vector, at) => {
      unlike[at] = Math.min(unlike[at] as number, 1 - nearest(vector, telling, centre).alike);
    });
    groups.push(group);
  }
  return groups;
}

function tellingOf(placed: readonly Uint32Array[]): Float32Array {
  const counts = new Float32Array(PLACES);
  for (const places of placed) for (const place of places) counts[place] = (counts[place] as number) + 1;
  return counts.map((count) => Math.log((placed.length + 1) / (count + 1)));
}

function vectorOf(places: Uint32Array, telling: ArrayLike<number>): Vector {
  let squares = 0;
  for (const place of places) squares += (telling[place] as number) ** 2;
  return { places, unit: 1 / Math.sqrt(squares || 1) };
}

function centresOf(groups: readonly (readonly Vector[])[], telling: Float32Array): Float32Array {
  const centres = new Float32Array(groups.length * PLACES);
  groups.forEach((group, kind) => {
    const centre = centres.subarray(kind * PLACES, (kind + 1) * PLACES);
    for (const { places, unit } of group) {
      for (const place of places) centre[place] = (centre[place] as number) + (telling[place] as number) * unit;
    }
    const length = Math.sqrt(centre.reduce((sum, value) => sum + value ** 2, 0)) || 1;
    centre.forEach((value, place) => (centre[place] = value / length));
  });
  return centres;
}

function nearest({ places, unit }: Vector, telling: ArrayLike<number>, centres: ArrayLike<number>): { kind: number; alike: number } {
  let best = { kind: 0, alike: 0 };
  for (let start = 0, kind = 0; start < centres.length; start += PLACES, kind += 1) {
    let sum = 0;
    for (const place of places) sum += (centres[start + place] as number) * (telling[place] as number);
    if (sum * unit > best.alike) best = { kind, alike: sum * unit };
  }
  return best;
}

/** Words and build: which words follow each other is too seldom the same to say what is alike. */
function placesOf({ words, shape }: Features): Uint32Array {
  const hashes = new Uint32Array(words.length + shape.length);
  hashes.set(words);
  hashes.set(shape, words.length);
  return placesIn(PLACES, hashes);
}
