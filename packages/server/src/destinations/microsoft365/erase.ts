import { leftToOwner, unlessGone, type CallContext, type Erased, type PersonAtVendor } from '../kit/index.ts';
import { findByEmail } from './contact.ts';
import type { Settings } from './settings.ts';

/**
 * Deletes the person's contact and the events without guests. An event with guests is left and named: deleting it would
 * mail everyone a cancellation.
 */
export async function erasePerson(ctx: CallContext<Settings>, { email, records }: PersonAtVendor): Promise<Erased> {
  const idsOf = (operation: string) => records.filter((record) => record.operation === operation).map(({ id }) => id);
  for (const id of idsOf('upsertContact')) await remove(ctx, 'contacts', id);
  for (const id of idsOf('createEvent')) await remove(ctx, 'events', id);
  const contact = email === undefined ? undefined : await findByEmail(ctx, email);
  if (contact !== undefined) await remove(ctx, 'contacts', contact.id);
  const left: string[] = [];
  for (const id of idsOf('inviteToEvent')) if (await isThere(ctx, id)) left.push(id);
  if (left.length > 0) throw leftToOwner('erase_by_hand', WITH_GUESTS);
  return { stays: STAYS };
}

const WITH_GUESTS =
  'An event with guests is left in the Outlook calendar, because deleting it would mail a cancellation to everyone. Delete it there by hand, then erase again.';
const STAYS = 'What was deleted stays in Outlook’s bin until it is emptied, and mails that were sent stay among the sent ones.';

const headers = { prefer: 'IdType="ImmutableId"' };

async function remove(ctx: CallContext<Settings>, what: 'contacts' | 'events', id: string): Promise<void> {
  await unlessGone(ctx.call({ method: 'DELETE', path: `/v1.0/me/${what}/${encodeURIComponent(id)}`, headers }));
}

async function isThere(ctx: CallContext<Settings>, id: string): Promise<boolean> {
  const path = `/v1.0/me/events/${encodeURIComponent(id)}`;
  return (await unlessGone(ctx.call({ method: 'GET', path, query: { $select: 'id' }, headers }))) !== undefined;
}
