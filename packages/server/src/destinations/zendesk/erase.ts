import { type CallContext, type PersonAtVendor, unlessGone } from '../kit/index.ts';
import { parseAnswer, UserAnswer } from './answers.ts';
import type { Settings } from './settings.ts';
import { findUser } from './upsert-user.ts';

/**
 * Erases for good, which in Zendesk takes two steps each: the tickets Handoff made, then the person. Zendesk erases nobody who
 * has open tickets of their own; that comes back as its refusal. An agent is never erased: they only share an address.
 */
export async function erasePerson(ctx: CallContext<Settings>, { email, records }: PersonAtVendor): Promise<void> {
  for (const { operation, id } of records) if (operation === 'createTicket') await eraseTwice(ctx, 'tickets', id);
  const found = email === undefined ? undefined : await findUser(ctx, { email });
  const known = records.filter(({ operation }) => operation === 'upsertUser').map(({ id }) => id);
  for (const id of new Set([...known, ...(found === undefined ? [] : [String(found.id)])])) {
    if (await isAgent(ctx, id)) continue;
    await eraseTwice(ctx, 'users', id);
  }
}

async function isAgent(ctx: CallContext<Settings>, id: string): Promise<boolean> {
  const response = await unlessGone(ctx.call({ method: 'GET', path: `/api/v2/users/${encodeURIComponent(id)}` }));
  return response !== undefined && (parseAnswer(UserAnswer, response).user.role ?? 'end-user') !== 'end-user';
}

async function eraseTwice(ctx: CallContext<Settings>, kind: 'tickets' | 'users', id: string): Promise<void> {
  for (const place of [kind, `deleted_${kind}`]) {
    await unlessGone(ctx.call({ method: 'DELETE', path: `/api/v2/${place}/${encodeURIComponent(id)}` }));
  }
}
