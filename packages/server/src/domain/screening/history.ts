import { setImmediate as nextTurn } from 'node:timers/promises';
import { isScreenedEventType } from '@handoff/shared/event';
import type { Finding, ScreenVerdict, Thresholds } from '../../screening/types.ts';
import type { Store } from '../../store/store.ts';
import { contactLabel } from '../event/contact.ts';
import type { Reach } from '../reach.ts';
import { toIso } from '../times.ts';

/** A message as it was screened. */
export interface Past {
  id: string;
  at: number;
  verdict: 'accept' | 'review' | 'quarantine';
  score: number;
  reasons: Finding[];
  marked: 'spam' | 'not_spam' | null;
  contact: string | null;
}

const ROWS_PER_READ = 500;
const MOST_MESSAGES = 50_000;

/**
 * The messages that came since a time, latest first; tests, what was imported for the record and copies of another are none, also
 * where somebody let them go.
 */
export async function readHistory(store: Store, reach: Reach, sourceId: string | undefined, since: number): Promise<Past[]> {
  const found: Past[] = [];
  let before: number | undefined;
  // A shop has many orders between two messages: they do not count.
  while (found.length < MOST_MESSAGES) {
    const rows = await store.db
      .selectFrom('events')
      .select(['seq', 'id', 'type', 'received_at', 'verdict', 'score', 'reasons', 'marked', 'contact_key'])
      .where('workspace_id', '=', reach.workspaceId)
      .$if(sourceId !== undefined, (query) => query.where('source_id', '=', sourceId as string))
      .$if(before !== undefined, (query) => query.where('seq', '<', before as number))
      .orderBy('seq', 'desc')
      .limit(ROWS_PER_READ)
      .execute();
    for (const row of rows) {
      before = row.seq;
      if (row.received_at < since) return found;
      const { id, verdict, marked } = row;
      if (verdict === null || verdict === 'suppress' || verdict === 'duplicate' || !isScreenedEventType(row.type)) continue;
      const reasons = JSON.parse(row.reasons ?? '[]') as Finding[];
      if (reasons.some(({ suppress, rule }) => suppress === true || rule === 'same_content')) continue;
      found.push({ id, at: row.received_at, verdict, score: row.score ?? 0, reasons, marked, contact: contactLabel(row.contact_key) });
    }
    if (rows.length < ROWS_PER_READ) return found;
    // Reading SQLite holds the process; others take their turn in between.
    await nextTurn();
  }
  return found;
}

/** What screening said of it with these thresholds, whatever was done then. */
export function verdictWith({ score, reasons }: Past, thresholds: Thresholds): Exclude<ScreenVerdict, 'suppress'> {
  if (reasons.some((reason) => reason.hard === true) || score >= thresholds.quarantine) return 'quarantine';
  return score >= thresholds.review || reasons.some(({ rule }) => rule === 'rule_failed') ? 'review' : 'accept';
}

export const wasReleased = ({ reasons }: Pick<Past, 'reasons'>): boolean => reasons.some(({ rule }) => rule === 'released');

/** A person said so last: a release takes back the mark that something is spam. */
export const isGenuine = (past: Past): boolean => past.marked === 'not_spam' || (past.marked === null && wasReleased(past));

/** Kept back by screening, whether or not somebody released it since. */
export const wasKept = (past: Past): boolean => past.verdict === 'quarantine' || (past.verdict === 'accept' && wasReleased(past));

export function sampleOf({ id, at, verdict, score, reasons, contact, marked }: Past) {
  const weightiest = reasons.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, 3);
  return { eventId: id, at: toIso(at), verdict, score, contact, reasons: weightiest, marked };
}
