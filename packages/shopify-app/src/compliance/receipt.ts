import { z } from 'zod';
import type { ErasedThere, HeldRecord } from './companion-data.ts';
import { createMention, type Person } from './person.ts';

/** What became of a request, without personal data: it is kept as the proof. */
export const Receipt = z.object({
  /** What the app itself held. */
  webhooks: z.int(),
  checkouts: z.int(),
  /** What the companion held; null where the shop is connected to none. */
  companion: z.object({ events: z.int(), deliveries: z.int(), attempts: z.int(), cancelled: z.int() }).nullable(),
  /** Where destinations still hold a record; `asked`: they were asked to erase it, `by_hand`: only their owner can. */
  destinations: z.array(
    z.object({
      destination: z.string(),
      connection: z.string(),
      recordId: z.string().nullable(),
      url: z.string().nullable(),
      /** False: it is not known whether the record arrived there. */
      certain: z.boolean(),
      erasure: z.enum(['asked', 'by_hand']),
    }),
  ),
});
export type Receipt = z.infer<typeof Receipt>;

export function receiptOf(ours: { webhooks: number; checkouts: number }, there: ErasedThere | null, person: Person | undefined): Receipt {
  const namesThem = person === undefined ? () => false : createMention({ ...person, orderIds: [] });
  const shown = (text: string | null) => (text === null || namesThem(text) ? null : text);
  return {
    ...ours,
    companion: there && { events: there.events, deliveries: there.deliveries, attempts: there.attempts, cancelled: there.cancelled },
    destinations: (there?.destinations ?? []).map(({ destination, connection, recordId, url, certain, erasure }: HeldRecord) => ({
      destination,
      connection,
      recordId: shown(recordId),
      url: shown(url),
      certain,
      erasure,
    })),
  };
}
