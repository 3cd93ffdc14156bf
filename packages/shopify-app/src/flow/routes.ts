import type { Hono } from 'hono';
import type { Parts } from '../parts.ts';
import type { Accept } from '../webhooks/accept.ts';
import { PauseDestination, readAction, SendCustomer } from './action.ts';
import { flowError } from './companion-client.ts';
import { pauseDestination } from './pause-destination.ts';
import { sendCustomer } from './send-customer.ts';

/**
 * The actions of the app in Shopify Flow (`extensions/send-customer`, `extensions/pause-destination`). 200: done. A 429 or 5xx is
 * asked again for a day and a half, any other status ends the workflow's run with the words in the answer.
 */
export function flowRoutes(app: Hono, parts: Parts, accept: Accept): void {
  app.post('/flow/send-customer', async (c) => {
    const run = await readAction(parts, c, SendCustomer);
    await sendCustomer(parts, accept, run).catch(rethrow);
    return c.json({ kept: true });
  });

  app.post('/flow/pause-destination', async (c) => {
    const run = await readAction(parts, c, PauseDestination);
    await pauseDestination(parts, run).catch(rethrow);
    return c.json({ paused: true });
  });
}

function rethrow(error: unknown): never {
  throw flowError(error);
}
