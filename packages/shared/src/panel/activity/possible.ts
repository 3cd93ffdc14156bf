import type { z } from 'zod';
import type { EventSummary } from '../../api/resources.ts';

type Summary = Pick<z.output<typeof EventSummary>, 'state' | 'verdict' | 'erasedAt' | 'marked' | 'deliveries'>;

/** Whether a release would do something: the event is kept back, and its data are still there. */
export function canRelease({ state, verdict, erasedAt }: Summary): boolean {
  return state === 'processed' && erasedAt === undefined && (verdict === 'quarantine' || verdict === 'suppress' || verdict === 'duplicate');
}

/** Whether it can be sent again, or processed where it was set aside. */
export function canReplay({ state, verdict, erasedAt }: Summary): boolean {
  if (erasedAt !== undefined) return false;
  return state === 'parked' || state === 'revision' || (state === 'processed' && (verdict === 'accept' || verdict === 'review'));
}

/** Whether saying `as` would say something new. */
export function canMark({ state, marked }: Summary, as: 'spam' | 'not_spam'): boolean {
  return state === 'processed' && marked !== as;
}
