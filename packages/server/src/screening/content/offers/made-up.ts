import { extract, type Features } from '../features.ts';

/** A text made up for this, and whether a stranger offers something in it. */
export interface MadeUp {
  features: Features;
  offer: boolean;
}

const LANGUAGES = {
  de: () => import('./texts/de.json', { with: { type: 'json' } }),
  en: () => import('./texts/en.json', { with: { type: 'json' } }),
  es: () => import('./texts/es.json', { with: { type: 'json' } }),
  fr: () => import('./texts/fr.json', { with: { type: 'json' } }),
  it: () => import('./texts/it.json', { with: { type: 'json' } }),
  nl: () => import('./texts/nl.json', { with: { type: 'json' } }),
  pt: () => import('./texts/pt.json', { with: { type: 'json' } }),
  ru: () => import('./texts/ru.json', { with: { type: 'json' } }),
};
/** After so many texts others have their turn. */
const TEXTS_PER_TURN = 20;

/**
 * Offers nobody asked for, and as many messages with the same words that a business is glad of, in eight languages: written for Handoff
 * (see texts/README.md), read only while a site learns.
 */
export async function madeUpExamples(turn: () => Promise<void>): Promise<MadeUp[]> {
  const examples: MadeUp[] = [];
  for (const load of Object.values(LANGUAGES)) {
    const { offers, genuine } = (await load()).default;
    for (const [texts, offer] of [
      [offers, true],
      [genuine, false],
    ] as const) {
      for (const text of texts) {
        examples.push({ features: extract([text]), offer });
        if (examples.length % TEXTS_PER_TURN === 0) await turn();
      }
    }
  }
  return examples;
}
