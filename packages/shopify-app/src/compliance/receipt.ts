import type { z } from 'zod';
import { PrivacyReceipt } from '../panel-api/resources.ts';
import type { ErasedThere, HeldRecord } from './companion-data.ts';
import type { Left } from './left.ts';
import { createMention, type Person } from './person.ts';

/** What became of a request, without personal data: it is kept as the proof. */
export const Receipt = PrivacyReceipt;
export type Receipt = z.infer<typeof Receipt>;

/** `byHand`: workspaces the shop left, which nobody asked. */
export function receiptOf(
  ours: { webhooks: number; checkouts: number },
  there: ErasedThere | null,
  person: Person | undefined,
  byHand: readonly Left[],
): Receipt {
  const namesThem = person === undefined ? () => false : createMention({ ...person, orderIds: [] });
  const shown = (text: string | null) => (text === null || namesThem(text) ? null : text);
  const held = (there?.destinations ?? []).map(({ destination, connection, recordId, url, certain, erasure }: HeldRecord) => ({
    destination,
    connection,
    recordId: shown(recordId),
    url: shown(url),
    certain,
    erasure,
  }));
  const left = byHand.map(({ workspace_name: name, origin }) => ({
    destination: 'Handoff',
    connection: `Handoff workspace “${name}” (the shop left it)`,
    recordId: null,
    url: `${origin}/console`,
    certain: false,
    erasure: 'by_hand' as const,
  }));
  return {
    ...ours,
    companion: there && { events: there.events, deliveries: there.deliveries, attempts: there.attempts, cancelled: there.cancelled },
    destinations: [...held, ...left],
  };
}
