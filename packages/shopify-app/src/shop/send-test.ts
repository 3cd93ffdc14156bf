import type { z } from 'zod';
import { send } from '../companion/index.ts';
import { resumeSending } from '../companion/pause.ts';
import { ShopError } from '../errors.ts';
import type { Asker } from '../panel-api/call.ts';
import type { shopEndpoints } from '../panel-api/endpoints.ts';
import type { Parts } from '../parts.ts';
import { testEvent, type TestType } from './test-events.ts';

/**
 * Hands a made-up event over at once: a person waits for it, so a pause after failures is not waited for.
 * @throws CompanionError where it cannot be handed over; a test is not kept for later.
 */
export async function sendTest(
  parts: Parts,
  { shop, person }: Asker,
  ask: { type: TestType; email?: string | undefined },
): Promise<z.input<(typeof shopEndpoints)['sendTest']['answer']>> {
  const email = ask.email ?? (person.email || shop.email);
  if (email === null || email === '') throw new ShopError('invalid', 'Say which e-mail address the test should carry.');
  const now = parts.ports.clock.now();
  await resumeSending(parts, shop.shop);
  const [sent] = await send(parts, shop.shop, [testEvent(ask.type, shop, email, now)]);
  if (sent?.eventId === undefined) throw new ShopError('destination_failed', sent?.message ?? 'The Handoff server did not take the test.');
  await parts.ports.store.db.updateTable('shopify_shops').set({ tested_at: now }).where('shop', '=', shop.shop).execute();
  return { eventId: sent.eventId, delivered: true, message: null };
}
