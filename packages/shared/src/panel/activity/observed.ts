import type { z } from 'zod';
import type { EventSummary } from '../../api/resources.ts';
import { isObserved } from '../wording/event-words.ts';

export interface Thresholds {
  review: number;
  quarantine: number;
}

/** What screening would have said of an event that it only watched; undefined where it was not watched, or is accepted either way. */
export function wouldBe(
  event: Pick<z.output<typeof EventSummary>, 'reasons' | 'score'>,
  { review, quarantine }: Thresholds,
): 'quarantine' | 'review' | undefined {
  if (!isObserved(event)) return undefined;
  const score = event.score ?? 0;
  if (event.reasons.some(({ hard }) => hard === true) || score >= quarantine) return 'quarantine';
  // A check that did not run flags as well; of what was watched nothing else is worth a note.
  return score >= review || event.reasons.some(({ rule }) => rule === 'rule_failed') ? 'review' : undefined;
}

/** How a source is screened, of the settings the server tells; its defaults where a setting is missing. */
export function screeningOf(settings: Readonly<Record<string, unknown>>): {
  observe: boolean;
  thresholds: Thresholds;
  blockedWords: string[];
  blockedSenders: string[];
  trustedEmails: string[];
} {
  const screening = (settings['screening'] ?? {}) as Record<string, unknown>;
  const { review, quarantine } = (screening['thresholds'] ?? {}) as Partial<Record<keyof Thresholds, unknown>>;
  const list = (value: unknown) => (Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : []);
  return {
    observe: screening['observe'] === true,
    thresholds: { review: typeof review === 'number' ? review : 2, quarantine: typeof quarantine === 'number' ? quarantine : 4 },
    blockedWords: list(screening['blockedWords']),
    blockedSenders: list(screening['blockedSenders']),
    trustedEmails: list(screening['trustedEmails']),
  };
}
