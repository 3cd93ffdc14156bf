import type { CallContext } from '../kit/index.ts';
import { CommentList, parseAnswer } from './answers.ts';
import type { Settings } from './settings.ts';
import type { RecentOrder } from './ticket-payload.ts';

const HEADING = 'Recent orders of this customer';

/** One line an order: `#1042 · 2026-11-21 · 149.90 EUR · paid · 1 × Difference engine · https://…`. */
export function orderNote(orders: readonly RecentOrder[]): string {
  const lines = orders.map(({ number, at, total, currency, status, items, adminUrl }) =>
    [number, at?.slice(0, 10), [total, currency].filter(isSet).join(' '), status?.replaceAll('_', ' '), items, adminUrl]
      .filter(isSet)
      .join(' · '),
  );
  return [`${HEADING}:`, ...lines].join('\n');
}

const isSet = (part: string | undefined) => part !== undefined && part !== '';

/**
 * Adds the orders as an internal note. A customer must not read what only the shop should see, so it cannot be part of
 * the ticket's own text, and the API takes one comment a call.
 */
export async function addOrderNote(ctx: CallContext<Settings>, ticketId: number, orders: readonly RecentOrder[]): Promise<void> {
  await ctx.call({
    method: 'PUT',
    path: `/api/v2/tickets/${ticketId}`,
    json: { ticket: { comment: { body: orderNote(orders), public: false } } },
  });
}

/** Whether an earlier try got as far as the note. */
export async function hasOrderNote(ctx: CallContext<Settings>, ticketId: number): Promise<boolean> {
  const answer = await ctx.call({ method: 'GET', path: `/api/v2/tickets/${ticketId}/comments` });
  return parseAnswer(CommentList, answer).comments.some(({ body }) => body?.startsWith(HEADING) === true);
}
