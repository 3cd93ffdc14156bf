import { unlessGone, type CallContext, type PersonAtVendor } from '../kit/index.ts';
import { post } from './api.ts';
import type { Settings } from './settings.ts';

/**
 * Klaviyo's erasure for good: the profile, its events and its consent; the address stays only on Klaviyo's list of erased
 * people. It is a job that Klaviyo carries out later. Each job names one identifier: with two Klaviyo refuses it.
 */
export async function erasePerson(ctx: CallContext<Settings>, { email, records }: PersonAtVendor): Promise<void> {
  const ids = new Set(records.filter(({ operation }) => operation === 'upsertProfile').map(({ id }) => id));
  const named = [
    ...[...ids].map((id) => ({ type: 'profile', id, attributes: {} })),
    ...(email === undefined ? [] : [{ type: 'profile', attributes: { email: email.trim().toLowerCase() } }]),
  ];
  for (const data of named) {
    await unlessGone(
      ctx.call(post('/api/data-privacy-deletion-jobs', { type: 'data-privacy-deletion-job', attributes: { profile: { data } } })),
    );
  }
}
