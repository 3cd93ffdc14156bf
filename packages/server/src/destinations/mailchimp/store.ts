import { z } from 'zod';
import { DestinationFailure, type CallContext } from '../kit/index.ts';
import type { Settings } from './settings.ts';

const Store = z.looseObject({ id: z.string(), list_id: z.string() });

/** Where the connection's store lives. */
export function storePath({ store }: Settings): string {
  if (store !== undefined) return `/3.0/ecommerce/stores/${store}`;
  const message = 'No store is chosen for orders and customers. Enter a store ID in the connection; any short name will do.';
  throw new DestinationFailure({ kind: 'permanent', code: 'no_store', message, problems: [{ path: '/store', message }] });
}

/**
 * Makes sure that the store is there and belongs to the connection's audience. Mailchimp ties a store to one audience for
 * good, so one of another audience would put customers there.
 * @param currency of a store that has to be made; without one nothing can be.
 */
export async function ensureStore(ctx: CallContext<Settings>, currency: string | undefined): Promise<void> {
  const { store, audience } = ctx.settings;
  const found = await readStore(ctx);
  if (found !== undefined) return requireAudience(found.list_id, audience);
  if (currency === undefined) {
    const message = 'The Mailchimp store is not there yet. It is made with the first order, or with a customer whose currency is mapped.';
    throw new DestinationFailure({ kind: 'permanent', code: 'no_store_yet', message, problems: [{ path: '/currency', message }] });
  }
  try {
    const json = { id: store, list_id: audience, name: store, currency_code: currency, platform: 'Handoff' };
    await ctx.call({ method: 'POST', path: '/3.0/ecommerce/stores', json });
  } catch (error) {
    // Another worker made it between our two calls.
    if (!isThereAlready(error)) throw error;
  }
}

async function readStore(ctx: CallContext<Settings>): Promise<z.infer<typeof Store> | undefined> {
  try {
    const response = await ctx.call({ method: 'GET', path: storePath(ctx.settings), query: { fields: 'id,list_id' } });
    return Store.parse(response.json);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function requireAudience(list: string, audience: string): void {
  if (list === audience) return;
  const message = `The Mailchimp store belongs to another audience (${list}). Enter a store ID of its own in this connection, or connect that audience.`;
  throw new DestinationFailure({ kind: 'permanent', code: 'store_of_other_audience', message, problems: [{ path: '/store', message }] });
}

/** Whether Mailchimp refused something because it does not exist. */
export function isMissing(error: unknown): boolean {
  return error instanceof DestinationFailure && error.response?.status === 404;
}

/** Whether Mailchimp refused to make something because it exists. */
export function isThereAlready(error: unknown): boolean {
  return error instanceof DestinationFailure && error.response?.status === 400 && /already exists/i.test(error.response.text);
}
