import { setTimeout as sleep } from 'node:timers/promises';
import type { Event, Outcome, PlacedDelivery } from './outcome.ts';
import type { Stage } from './stage.ts';
import type { Announced, Place } from './story.ts';
import type { Answered } from './tell.ts';

const LOOK_EVERY_MS = 100;
const PATIENCE_MS = 120_000;
const ON_ITS_WAY = ['blocked', 'waiting', 'pending', 'leased'] as const;
const ALL = { limit: 200 };

/** Waits until every event has its verdict and every delivery its end. Answers what has not come to its end in time. */
export async function waitUntilSettled({ client, workspaceId, shop }: Stage): Promise<string[]> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const { items } = await client('listEvents', { params: { workspaceId }, query: ALL });
    const open = items.filter(({ state, deliveries }) => state === 'received' || ON_ITS_WAY.some((way) => (deliveries[way] ?? 0) > 0));
    const kept = (await shop?.settled()) !== false;
    if (Date.now() > until) return [...open.map(({ id, type }) => `${type} ${id}`), ...(kept ? [] : ['webhooks of the shop'])];
    if (open.length === 0 && kept) return [];
    await sleep(LOOK_EVERY_MS);
  }
}

const PLACES: Readonly<Record<string, Place>> = {
  'hubspot upsertContact': 'HubSpot contact',
  'hubspot createDeal': 'HubSpot deal',
  'mailchimp upsertMember': 'Mailchimp member',
  'slack postMessage': 'Slack message',
  'webhook send': 'Books entry',
};

/** Asks the server's API what became of each answered sending: its verdict, and its deliveries with their attempts. */
export async function createLookup({ client, workspaceId, shop }: Stage): Promise<(answered: Answered) => Promise<Outcome>> {
  const params = { workspaceId };
  const { items: connections } = await client('listConnections', { params });
  const { items: revisions } = await client('listEvents', { params, query: { ...ALL, state: 'revision' } });
  const fromShop =
    shop === undefined
      ? []
      : (await client('listEvents', { params, query: { ...ALL, sourceId: shop.sourceId, include: 'envelope' } })).items;
  const destinations = new Map(connections.map(({ id, destination }) => [id, destination]));

  const withAttempts = async ({ id, connectionId, operation }: Event['deliveryList'][number]): Promise<PlacedDelivery> => {
    const place = PLACES[`${destinations.get(connectionId) ?? ''} ${operation}`];
    if (place === undefined) throw new Error(`The demo does not know where ${operation} of ${connectionId} goes.`);
    return { place, ...(await client('getDelivery', { params: { workspaceId, deliveryId: id } })) };
  };

  /** What is in the workspace of something that happened in the shop: one event, however often Shopify told of it. */
  const announcedAs = ({ type, id }: Announced): string[] =>
    fromShop.filter(({ envelope }) => `${String(envelope?.['idempotencyKey'])}:`.startsWith(`${type}:${id}:`)).map((event) => event.id);

  return async ({ announced, ...sent }) => {
    const found = announced === undefined ? [] : announcedAs(announced);
    const answered = announced === undefined ? sent : { ...sent, eventId: found[0], answer: answerOf(sent, found) };
    return outcomeOf(answered);
  };

  async function outcomeOf({ eventId, ...answered }: Omit<Answered, 'announced'>): Promise<Outcome> {
    // A revision is answered with the id of the event it revises.
    const own = answered.answer === 'revision' ? revisions.find(({ revisionOf }) => revisionOf === eventId)?.id : eventId;
    if (own === undefined) return { ...answered, event: undefined, deliveries: [] };
    const event = await client('getEvent', { params: { workspaceId, eventId: own } });
    const deliveries = answered.answer === 'repeat' ? [] : event.deliveryList;
    return { ...answered, event, deliveries: await Promise.all(deliveries.map(withAttempts)) };
  }
}

/** The app says 200 to a webhook whatever it is; whether it was known already shows in what it became. */
function answerOf({ sending, answer }: Omit<Answered, 'announced'>, found: readonly string[]): string {
  if (answer !== 'kept' || found.length === 0) return answer;
  return sending.answer === 'repeat' && found.length === 1 ? 'repeat' : 'accepted';
}
