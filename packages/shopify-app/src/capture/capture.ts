import type { Parts } from '../parts.ts';
import { type Hold, holdShop } from './hold.ts';
import { noteProtected } from './note-protected.ts';
import { plan } from './plan.ts';
import { sendPlanned } from './send-planned.ts';
import { CaptureBusy, type Captured, type How, type Item } from './types.ts';

/** How long (of real time) an import waits for another process that captures for the same shop. */
const PATIENCE_MS = 10_000;

/**
 * Hands events to the companion, in order, with each exactly once and none older than what was sent before it. The one
 * door for webhooks, imports and reconciliation; answers for each item. Doing it again changes nothing.
 * @throws CompanionError, HoldLost, CaptureBusy: what was not answered for was not settled, so do all of it again.
 */
export async function capture(parts: Parts, shop: string, items: Item[], how: How): Promise<Captured[]> {
  const captured = await holdShop(parts, shop, (hold) => captureHeld(parts, hold, items, how), PATIENCE_MS);
  if (captured === 'busy') throw new CaptureBusy(parts.ports.clock.now());
  return captured;
}

/** The same for who holds the shop already. */
export async function captureHeld(parts: Parts, hold: Hold, items: Item[], how: How): Promise<Captured[]> {
  if (items.length === 0) return [];
  await noteProtected(
    parts,
    hold.shop,
    items.map(({ envelope }) => envelope),
  );
  return sendPlanned(parts, hold, await plan(parts, hold, items, how));
}
