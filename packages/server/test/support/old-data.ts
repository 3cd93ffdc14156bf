import { newId } from '../../src/store/ids.ts';
import type { DeliveryState } from '../../src/store/schema.ts';
import type { Shop } from './shop.ts';
import { FLOW } from './shop.ts';

export const DAY = 86_400_000;

/** A stored event of some age, with one delivery where it has a state for one. */
export interface OldEvent {
  /** Days ago. */
  age: number;
  state?: 'received' | 'processed' | 'parked' | 'revision';
  verdict?: 'accept' | 'quarantine' | 'duplicate';
  delivery?: DeliveryState | undefined;
  email?: string;
}

export interface Stored extends OldEvent {
  id: string;
  key: string;
  deliveryId: string | undefined;
  attemptId: string | undefined;
}

/** Writes events as they would lie in the store after so many days: oldest first, as they came. */
export async function writeOld(shop: Shop, events: OldEvent[]): Promise<Stored[]> {
  const { db } = shop.server.store;
  const now = shop.server.clock.now();
  const stored: Stored[] = [];
  for (const event of events.toSorted((a, b) => b.age - a.age)) {
    const id = newId('evt');
    const key = `old:${id}`;
    const at = now - event.age * DAY;
    const email = event.email ?? `${id.toLowerCase()}@example.com`;
    const state = event.state ?? 'processed';
    await db
      .insertInto('event_keys')
      .values({ workspace_id: shop.params.workspaceId, source_id: shop.site.sourceId, idempotency_key: key, event_id: id, created_at: at })
      .execute();
    await db
      .insertInto('events')
      .values({
        id,
        workspace_id: shop.params.workspaceId,
        source_id: shop.site.sourceId,
        type: 'form.submitted',
        state,
        idempotency_key: key,
        occurred_at: at,
        received_at: at,
        processed_at: state === 'processed' ? at : null,
        process_at: Number.MAX_SAFE_INTEGER,
        process_failures: 0,
        verdict: state === 'processed' ? (event.verdict ?? 'accept') : null,
        reasons: JSON.stringify([{ rule: 'own_word', weight: 2, evidence: `They wrote from ${email}.` }]),
        contact_key: `email:${email}`,
        body: JSON.stringify({
          id,
          idempotencyKey: key,
          type: 'form.submitted',
          occurredAt: new Date(at).toISOString(),
          subject: { email },
          data: { fields: { note: email } },
        }),
      })
      .execute();
    stored.push({ ...event, id, key, ...(await writeDelivery(shop, event, id, at, email)) });
  }
  return stored;
}

async function writeDelivery(shop: Shop, { delivery }: OldEvent, eventId: string, at: number, email: string) {
  if (delivery === undefined) return { deliveryId: undefined, attemptId: undefined };
  const { db } = shop.server.store;
  const deliveryId = newId('dlv');
  const attemptId = newId('att');
  const isOpen = ['blocked', 'waiting', 'pending', 'leased'].includes(delivery);
  await db
    .insertInto('deliveries')
    .values({
      id: deliveryId,
      workspace_id: shop.params.workspaceId,
      event_id: eventId,
      flow_id: FLOW,
      flow_version_id: 'ver_old',
      step_key: 'contact',
      connection_id: shop.connectionId,
      operation: 'contact',
      lane: `email:${email}`,
      state: delivery,
      priority: 0,
      run_at: Number.MAX_SAFE_INTEGER,
      attempts: 1,
      ...(delivery === 'leased' ? { lease_token: newId('lse'), lease_until: Number.MAX_SAFE_INTEGER } : {}),
      idempotency_key: deliveryId,
      payload: JSON.stringify({ email }),
      result: JSON.stringify({ id: 'c1', url: `https://crm.test/${email}`, effect: 'created' }),
      error: delivery === 'dead' ? JSON.stringify({ code: 'invalid', message: `${email} is not wanted`, problems: [] }) : null,
      created_at: at,
      finished_at: isOpen ? null : at,
    })
    .execute();
  await db
    .insertInto('attempts')
    .values({
      id: attemptId,
      workspace_id: shop.params.workspaceId,
      delivery_id: deliveryId,
      connection_id: shop.connectionId,
      lease_token: newId('lse'),
      started_at: at,
      finished_at: at,
      outcome: 'ok',
      message: `Sent ${email}.`,
      exchanges: JSON.stringify([{ request: { body: email } }]),
    })
    .execute();
  return { deliveryId, attemptId };
}
