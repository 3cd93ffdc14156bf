import type { Parts } from '../parts.ts';
import { companionClient } from './companion-client.ts';
import type { Failure } from './failure-triggers.ts';

const MOST = 50;

/** Destinations that lost their access and wait for their owner. A pause by a person, or for a moment, is no failure. */
export async function heldDestinations(parts: Parts, shop: string, workspaceId: string): Promise<Failure[]> {
  const { items } = await companionClient(parts, shop)('listConnections', { params: { workspaceId } });
  return items.flatMap(({ id, name, hold }) => {
    if (hold?.kind !== 'auth' && hold?.kind !== 'scope') return [];
    return [{ key: `hold:${id}:${hold.kind}`, what: 'destination', destination: name, reason: hold.message, eventId: '' }];
  });
}

/** Deliveries that cannot succeed as they are, and failed since then (epoch milliseconds). */
export async function lostDeliveries(parts: Parts, shop: string, workspaceId: string, since: number): Promise<Failure[]> {
  const client = companionClient(parts, shop);
  const params = { workspaceId };
  const { items } = await client('listDeliveries', { params, query: { state: 'dead', limit: MOST } });
  const fresh = items.filter(({ finishedAt }) => finishedAt !== null && Date.parse(finishedAt) > since);
  if (fresh.length === 0) return [];
  const { items: connections } = await client('listConnections', { params });
  const failures = fresh.map(async ({ id, eventId, connectionId, operation, error }) => {
    const event = await client('getEvent', { params: { workspaceId, eventId } });
    return {
      key: `delivery:${id}`,
      what: event.type,
      destination: connections.find((connection) => connection.id === connectionId)?.name ?? '',
      reason: error?.message ?? `“${operation}” did not succeed. Look at the event in Handoff’s activity.`,
      eventId,
    };
  });
  return Promise.all(failures);
}
