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

/** All of them, by where they are written. */
export interface MadeUpTexts {
  comments: readonly MadeUp[];
  messages: readonly MadeUp[];
  mails: readonly MadeUp[];
  /** What arrives in the forms of firms. */
  forms: readonly MadeUp[];
  /** What arrives there, too: offers nobody asked for, and messages with the same words that a business is glad of, in eight languages. */
  offers: readonly MadeUp[];
}

/** Reads them when first asked for. */
export type ReadMadeUp = () => Promise<MadeUpTexts>;

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
/** After so many texts others have their turn. */
const TEXTS_PER_TURN = 20;

export async function readMadeUp(turn: () => Promise<void>): Promise<MadeUpTexts> {
  const offers: MadeUp[] = [];
  for (const load of OFFERS) offers.push(...(await read(load, turn)));
  return {
    comments: await read(() => import('./texts/comments.json', { with: { type: 'json' } }), turn),
    messages: await read(() => import('./texts/messages.json', { with: { type: 'json' } }), turn),
    mails: await read(() => import('./texts/mails.json', { with: { type: 'json' } }), turn),
    forms: await read(() => import('./texts/forms.json', { with: { type: 'json' } }), turn),
    offers,
  };
}

/** Those that are alike, for a site to show which are like its own. */
export function kindsOf({ comments, messages, mails, forms, offers }: MadeUpTexts): (readonly MadeUp[])[] {
  return [comments, messages, mails, [...forms, ...offers]];
}

/** All but the offers, which are a sign of their own to a site that has taught much. */
export function allButOffers({ comments, messages, mails, forms }: MadeUpTexts): MadeUp[] {
  return [comments, messages, mails, forms].flat();
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
