import { DestinationFailure, type CallContext, type PersonAtVendor } from '../kit/index.ts';
import { statusOf } from './api.ts';
import { findByEmail } from './contact.ts';
import type { Settings } from './settings.ts';

/**
 * Deletes the person's contact and the events without guests. An event with guests is left and named: deleting it would
 * mail everyone a cancellation.
 */
export async function erasePerson(ctx: CallContext<Settings>, { email, records }: PersonAtVendor): Promise<void> {
  const idsOf = (operation: string) => records.filter((record) => record.operation === operation).map(({ id }) => id);
  for (const id of idsOf('upsertContact')) await remove(ctx, 'contacts', id);
  for (const id of idsOf('createEvent')) await remove(ctx, 'events', id);
  const contact = email === undefined ? undefined : await findByEmail(ctx, email);
  if (contact !== undefined) await remove(ctx, 'contacts', contact.id);
  const left: string[] = [];
  for (const id of idsOf('inviteToEvent')) if (await isThere(ctx, id)) left.push(id);
  if (left.length === 0) return;
  const message =
    'An event with guests is left in the Outlook calendar, because deleting it would mail a cancellation to everyone. Delete it there by hand, then erase again.';
  throw new DestinationFailure({ kind: 'permanent', code: 'erase_by_hand', message, problems: [] });
}

async function remove(ctx: CallContext<Settings>, what: 'contacts' | 'events', id: string): Promise<void> {
  try {
    await ctx.call({ method: 'DELETE', path: `/v1.0/me/${what}/${encodeURIComponent(id)}`, headers: { prefer: 'IdType="ImmutableId"' } });
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
  }
}

async function isThere(ctx: CallContext<Settings>, id: string): Promise<boolean> {
  try {
    await ctx.call({
      method: 'GET',
      path: `/v1.0/me/events/${encodeURIComponent(id)}`,
      query: { $select: 'id' },
      headers: { prefer: 'IdType="ImmutableId"' },
    });
    return true;
  } catch (error) {
    if (statusOf(error) === 404) return false;
    throw error;
  }
}
