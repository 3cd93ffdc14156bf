import { leftToOwner, unlessGone, type CallContext, type PersonAtVendor } from '../kit/index.ts';
import type { Settings } from './settings.ts';

/** Deletes the messages we posted as the app. What came through a webhook Slack lets no program delete. */
export async function erasePerson(ctx: CallContext<Settings>, { records }: PersonAtVendor): Promise<void> {
  if (ctx.settings.webhookUrl !== undefined) {
    throw leftToOwner(
      'erase_by_hand',
      'Slack lets no program delete messages that came through a webhook address. Search the channel for the person and delete the messages there.',
    );
  }
  for (const { id } of records) {
    const [channel, ts] = id.split(':');
    const call = ctx.call({ method: 'POST', path: '/api/chat.delete', json: { channel, ts } });
    await unlessGone(call, ({ json }) => (json as { error?: unknown }).error === 'message_not_found');
  }
}
