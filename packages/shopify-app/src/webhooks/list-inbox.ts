import type { z } from 'zod';
import type { InboxRow } from '../panel-api/resources.ts';
import { iso } from '../panel-api/times.ts';
import type { Parts } from '../parts.ts';

/** A shop's webhooks that wait or failed, latest first; `next` goes on where the page ended. What they say is not shown: it is personal. */
export async function listInbox(
  parts: Parts,
  shop: string,
  ask: { state?: 'pending' | 'failed' | undefined; before?: number | undefined; limit: number },
): Promise<{ items: z.input<typeof InboxRow>[]; next: number | null }> {
  let query = parts.ports.store.db
    .selectFrom('shopify_inbox')
    .select(['seq', 'topic', 'received_at', 'state', 'flags', 'attempts', 'next_at', 'error', 'events'])
    .where('shop', '=', shop)
    .where('state', 'in', ask.state === undefined ? ['pending', 'failed'] : [ask.state]);
  if (ask.before !== undefined) query = query.where('seq', '<', ask.before);
  const rows = await query
    .orderBy('seq', 'desc')
    .limit(ask.limit + 1)
    .execute();
  const items = rows.slice(0, ask.limit).map((row) => ({
    id: row.seq,
    topic: row.topic,
    receivedAt: iso(row.received_at),
    state: row.state,
    flags: JSON.parse(row.flags) as string[],
    attempts: row.attempts,
    nextAt: row.state === 'pending' ? iso(row.next_at) : null,
    error: row.error,
    eventIds: JSON.parse(row.events ?? '[]') as string[],
  }));
  return { items, next: rows.length > ask.limit ? (items.at(-1)?.id ?? null) : null };
}
