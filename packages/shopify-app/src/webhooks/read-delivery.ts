import { parseEnvelope, type Envelope } from '@handoff/shared/event';
import { recordOf, type Item } from '../capture/index.ts';
import { normalize } from '../normalize/index.ts';
import { parseJson } from '../parse-json.ts';
import { EVENT_TOPIC } from '../storefront/keep-event.ts';
import { idsOfEvent } from './next-gen.ts';
import { contradicts, isOfAnotherShop, isOfAnotherTopic } from './cross-check.ts';

/** What is kept of one message, as it is read from the inbox. */
export interface Kept {
  shop: string;
  topic: string;
  webhook_id: string;
  event_id: string | null;
  api_version: string;
  triggered_at: number;
  received_at: number;
  body: string;
}

/** Why a message is set aside for a person: a flag for the panel and words for the merchant. */
export interface Refusal {
  flag: string | undefined;
  message: string;
}

/** `look_up`: the message names a record and tells little of it; its events are made of what Shopify has. */
export type ReadDelivery =
  | { kind: 'events'; items: Item[]; payload: unknown; body: string; flags: string[] }
  | { kind: 'look_up'; record: 'order' | 'customer'; id: string; flags: string[] }
  | { kind: 'refused'; refusal: Refusal; flags: string[] };

/** Shopify tries again for 4 hours; after this long what it sends may be outdated and is looked up. */
const LATE_MS = 10 * 60_000;
/** Nothing that Shopify sends by itself is as old as this. */
const STALE_MS = 24 * 3_600_000;

/** Makes events of one message, or says why none. Asks nobody. */
export function readDelivery(row: Kept): ReadDelivery {
  // How long Shopify took; how long it waited here does not matter, because whatever came meanwhile waits here too.
  const age = row.received_at - row.triggered_at;
  const flags = age > STALE_MS ? ['stale'] : [];
  const refused = (message: string, flag?: string): ReadDelivery => ({ kind: 'refused', refusal: { flag, message }, flags });

  const payload = parseJson(row.body);
  if (payload === undefined) return refused('This message is not JSON, so no event can be made of it.');
  if (row.topic === EVENT_TOPIC) return readOwn(row.body, payload) ?? refused('What the storefront sent is not an event.');
  if (isOfAnotherShop(row.shop, payload)) {
    return refused('This message names another shop than the one it was sent for. It may be forged; nothing was sent.', 'foreign_shop');
  }
  if (isOfAnotherTopic(row.topic, payload)) {
    return refused(
      `What this message holds does not belong to its topic ${row.topic}. It may be forged; nothing was sent.`,
      'topic_differs',
    );
  }
  const named = idsOfEvent(row.topic, payload);
  if (named?.action === 'look_up') return { kind: 'look_up', record: named.record, id: named.id, flags };

  const topic = named === undefined ? row.topic : 'customers/delete';
  const normalized = normalize(topic, named === undefined ? payload : { id: named.id }, {
    shop: row.shop,
    webhookId: row.webhook_id,
    ...(row.event_id === null ? {} : { eventId: row.event_id }),
    triggeredAt: new Date(row.triggered_at).toISOString(),
    apiVersion: row.api_version,
  });
  if (!normalized.ok) {
    const unknown = normalized.problems.some(({ path }) => path === '/topic');
    return refused(normalized.problems.map(({ path, message }) => `${path}: ${message}`).join(' '), unknown ? 'unknown_topic' : undefined);
  }
  const doubtful = contradicts(row.topic, payload);
  const items = normalized.envelopes.map((envelope) => ({
    envelope,
    record: recordOf(envelope, payload),
    late: age > LATE_MS || provesNothing(envelope),
    doubtful,
  }));
  return { kind: 'events', items, payload, body: row.body, flags: doubtful ? [...flags, 'topic_differs'] : flags };
}

function readOwn(body: string, payload: unknown): ReadDelivery | undefined {
  const parsed = parseEnvelope(payload);
  return parsed.ok ? { kind: 'events', items: [{ envelope: parsed.envelope }], payload, body, flags: [] } : undefined;
}

/** A subscription without the time of the decision: nothing tells it from an old message that is sent again. */
function provesNothing({ type, consent }: Envelope): boolean {
  return type === 'consent.updated' && consent?.[0]?.state === 'subscribed' && consent[0].at === undefined;
}
