import { type Comparison, type Field, FIELDS } from './compare.ts';
import { levelIndex, type Weights } from './weights.ts';

/** Why two contacts look like one person: a field, how it agrees, and what that weighs (log-odds, natural). */
export interface Clue {
  field: Field | 'rarity' | 'prior';
  level: string;
  weight: number;
}

export interface Score {
  /** Between 0 and 1: how likely they are one person, as far as the fields are independent. */
  chance: number;
  clues: Clue[];
}

/** The share of contacts whose name has a word. */
export type WordShare = (word: string) => number;

/** Fellegi and Sunter's sum of log-odds. Sharing a rare name tells more than sharing a common one. */
export function scoreOf(comparison: Comparison, weights: Weights, wordShare: WordShare | undefined): Score {
  const clues: Clue[] = [];
  let logOdds = Math.log(weights.prior / (1 - weights.prior));
  for (const field of FIELDS) {
    const level = comparison[field];
    const index = levelIndex(field, level);
    if (level === undefined || index === undefined) continue;
    const { m, u } = weights.fields[field];
    const weight = Math.log((m[index] as number) / (u[index] as number));
    clues.push({ field, level, weight });
    logOdds += weight;
  }
  const rarity = wordShare === undefined ? 0 : rarityOf(comparison, weights, wordShare);
  if (rarity !== 0) clues.push({ field: 'rarity', level: comparison.sharedWords.join(' '), weight: rarity });
  return { chance: 1 / (1 + Math.exp(-(logOdds + rarity))), clues };
}

const MOST_RARITY = 4;

/** How much rarer than names agree by chance these words are. Bounded, because words of a name go together. */
function rarityOf({ name, sharedWords }: Comparison, weights: Weights, wordShare: WordShare): number {
  if (sharedWords.length === 0 || (name !== 'same' && name !== 'family' && name !== 'partial')) return 0;
  const index = levelIndex('name', name) as number;
  const byChance = sharedWords.reduce((product, word) => product * wordShare(word), 1);
  const weight = Math.log((weights.fields.name.u[index] as number) / byChance);
  return Math.max(-MOST_RARITY, Math.min(MOST_RARITY, weight));
}

/** Two of one family share its name, phone and often a mailbox; only what is one person's own can outweigh another given name. */
export function areHousehold({ name, email, phone, birthDate, nationalId }: Comparison): boolean {
  const shareContact = phone === 'same' || email === 'same' || email === 'mailbox' || email === 'meant';
  return name === 'family' && shareContact && birthDate !== 'same' && nationalId !== 'same';
}
