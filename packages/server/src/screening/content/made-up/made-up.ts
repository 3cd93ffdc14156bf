import { extract, type Features } from '../features.ts';

/** A text made up for this. */
export interface MadeUp {
  features: Features;
  spam: boolean;
}

/** One file of `texts`. */
interface Texts {
  spam: string[];
  genuine: string[];
}

/** Reads them when first asked for. */
export type MadeUpKinds = () => Promise<readonly (readonly MadeUp[])[]>;

type Load = () => Promise<{ default: Texts }>;

const OFFERS: readonly Load[] = [
  () => import('./texts/offers/de.json', { with: { type: 'json' } }),
  () => import('./texts/offers/en.json', { with: { type: 'json' } }),
  () => import('./texts/offers/es.json', { with: { type: 'json' } }),
  () => import('./texts/offers/fr.json', { with: { type: 'json' } }),
  () => import('./texts/offers/it.json', { with: { type: 'json' } }),
  () => import('./texts/offers/nl.json', { with: { type: 'json' } }),
  () => import('./texts/offers/pt.json', { with: { type: 'json' } }),
  () => import('./texts/offers/ru.json', { with: { type: 'json' } }),
];
const KINDS: readonly Load[] = [
  () => import('./texts/comments.json', { with: { type: 'json' } }),
  () => import('./texts/messages.json', { with: { type: 'json' } }),
  () => import('./texts/mails.json', { with: { type: 'json' } }),
];
/** After so many texts others have their turn. */
const TEXTS_PER_TURN = 20;

/** Offers nobody asked for, and messages with the same words that a business is glad of, in eight languages. */
export async function madeUpOffers(turn: () => Promise<void>): Promise<MadeUp[]> {
  const examples: MadeUp[] = [];
  for (const load of OFFERS) examples.push(...(await read(load, turn)));
  return examples;
}

/** Spam and genuine texts by where they are written: comments, short messages, mails. */
export async function madeUpKinds(turn: () => Promise<void>): Promise<MadeUp[][]> {
  const kinds: MadeUp[][] = [];
  for (const load of KINDS) kinds.push(await read(load, turn));
  return kinds;
}

/** Looked at only while a site learns; what they contain is not kept. */
async function read(load: Load, turn: () => Promise<void>): Promise<MadeUp[]> {
  const { spam, genuine } = (await load()).default;
  const examples: MadeUp[] = [];
  for (const [texts, isSpam] of [
    [spam, true],
    [genuine, false],
  ] as const) {
    for (const text of texts) {
      if (examples.length % TEXTS_PER_TURN === 0) await turn();
      examples.push({ features: extract([text]), spam: isSpam });
    }
  }
  return examples;
}
