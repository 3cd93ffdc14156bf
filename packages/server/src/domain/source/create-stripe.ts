import type { Clock } from '../../observe/clock.ts';
import { STRIPE_EVENTS } from '../../sources/stripe/normalize.ts';
import { newId } from '../../store/ids.ts';
import type { Store } from '../../store/store.ts';
import { insertSource, type NewSource } from './insert.ts';
import { mergeSourceSettings } from './settings.ts';
import { sourceView } from './view.ts';
import { hookUrl } from './webhook-keys.ts';

/**
 * Makes a Stripe source and answers the address to enter in Stripe, with the events to choose there. Stripe shows the
 * signing secret only then; `setSigningSecret` takes it. It is not watched first: nothing of it is typed by strangers.
 */
export async function createStripeSource(parts: { store: Store; clock: Clock; publicUrl: () => string }, request: NewSource) {
  const settings = mergeSourceSettings({}, request.settings);
  const id = newId('src');
  const url = hookUrl(parts.publicUrl(), id);
  const view = await parts.store.transaction(async (trx) => {
    const row = await insertSource(trx, { ...request, id, kind: 'stripe', url, settings }, parts.clock.now());
    return sourceView(trx, row);
  });
  return { ...view, hookUrl: url, events: [...STRIPE_EVENTS] };
}
