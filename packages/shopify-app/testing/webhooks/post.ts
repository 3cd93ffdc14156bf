import { randomUUID } from 'node:crypto';
import { createForecast, seeded, type Weather } from './weather.ts';
import { hmacOf } from './sign.ts';

/** One webhook on its way to the app, through all its tries. */
export interface Delivery {
  shop: string;
  topic: string;
  uri: string;
  body: string;
  /** `X-Shopify-Webhook-Id`, the same on every try. */
  webhookId: string;
  /** `X-Shopify-Event-Id`, the same for all that one happening caused. */
  eventId: string;
  /** ISO 8601 with milliseconds. */
  triggeredAt: string;
  tries: number;
  dueAt: number;
}

/** One try and what the app answered; `status` undefined: Shopify heard nothing. */
export interface Tried {
  shop: string;
  topic: string;
  webhookId: string;
  tries: number;
  status: number | undefined;
  outcome: 'taken' | 'again' | 'given_up' | 'dropped';
}

export interface PostOptions {
  clock: { now: () => number };
  /** The app's webhooks, as Shopify would call them. */
  send: (request: Request) => Promise<Response>;
  secret: () => string;
  apiVersion: string;
  weather?: Weather;
  seed?: number;
}

/** Shopify's delivery: eight more tries in four hours, no order kept, no delivery promised. */
export interface Post {
  add: (webhook: Pick<Delivery, 'shop' | 'topic' | 'uri'> & { payload: unknown; eventId?: string }) => Delivery;
  /** Makes every try that is due now, once. */
  deliverDue: () => Promise<Tried[]>;
  /** Makes the headers of a try, for a test that sends it itself. */
  request: (delivery: Delivery) => Request;
  /** When the next try is due (epoch ms); undefined where nothing waits. */
  nextDueAt: () => number | undefined;
  waiting: () => readonly Delivery[];
  setWeather: (weather: Weather) => void;
  /** Every try made so far. */
  log: readonly Tried[];
  forget: (shop: string) => void;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Waits before the second and each further try; together a little under four hours. */
const WAITS = [1 * MINUTE, 3 * MINUTE, 8 * MINUTE, 15 * MINUTE, 25 * MINUTE, 40 * MINUTE, 60 * MINUTE, 85 * MINUTE];
/** As long as another webhook may need to overtake. */
const DELAY = 20 * SECOND;

export function createPost(options: PostOptions): Post {
  const { clock, send, secret, apiVersion } = options;
  const random = seeded(options.seed ?? 1);
  let forecast = createForecast(options.weather ?? {}, random);
  let waiting: Delivery[] = [];
  const log: Tried[] = [];

  const request = (delivery: Delivery) =>
    new Request(delivery.uri, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Shopify-Captain-Hook',
        'x-shopify-topic': delivery.topic,
        'x-shopify-shop-domain': delivery.shop,
        'x-shopify-api-version': apiVersion,
        'x-shopify-webhook-id': delivery.webhookId,
        'x-shopify-event-id': delivery.eventId,
        'x-shopify-triggered-at': delivery.triggeredAt,
        'x-shopify-hmac-sha256': hmacOf(delivery.body, secret()),
      },
      body: delivery.body,
    });
  const call = async (delivery: Delivery): Promise<number | undefined> => {
    try {
      const answer = await send(request(delivery));
      await answer.arrayBuffer();
      return answer.status;
    } catch {
      // Nobody there: to Shopify that is the same as no answer.
      return undefined;
    }
  };
  const note = (delivery: Delivery, status: number | undefined, outcome: Tried['outcome']): Tried => {
    const { shop, topic, webhookId, tries } = delivery;
    const tried: Tried = { shop, topic, webhookId, tries, status, outcome };
    log.push(tried);
    return tried;
  };
  const settle = (delivery: Delivery, status: number | undefined): Tried => {
    delivery.tries += 1;
    if (status !== undefined && status >= 200 && status < 300) return note(delivery, status, 'taken');
    const wait = WAITS[delivery.tries - 1];
    if (wait === undefined) return note(delivery, status, 'given_up');
    delivery.dueAt = clock.now() + wait;
    waiting.push(delivery);
    return note(delivery, status, 'again');
  };

  return {
    add: ({ payload, eventId, ...webhook }) => {
      const now = clock.now();
      const delivery: Delivery = {
        ...webhook,
        body: JSON.stringify(payload),
        webhookId: randomUUID(),
        eventId: eventId ?? randomUUID(),
        triggeredAt: new Date(now).toISOString(),
        tries: 0,
        dueAt: now,
      };
      waiting.push(delivery);
      return delivery;
    },
    deliverDue: async () => {
      const now = clock.now();
      const due = waiting.filter(({ dueAt }) => dueAt <= now).toSorted((a, b) => a.dueAt - b.dueAt);
      waiting = waiting.filter(({ dueAt }) => dueAt > now);
      const made: Tried[] = [];
      for (const delivery of due) {
        const fate = forecast();
        if (fate === 'drop') made.push(note(delivery, undefined, 'dropped'));
        else if (fate === 'delay') {
          delivery.dueAt = now + DELAY;
          waiting.push(delivery);
        } else if (fate === 'unreachable') made.push(settle(delivery, undefined));
        else {
          const status = await call(delivery);
          if (fate === 'duplicate') await call(delivery);
          made.push(settle(delivery, fate === 'answer_lost' ? undefined : status));
        }
      }
      return made;
    },
    request,
    nextDueAt: () =>
      waiting.length === 0 ? undefined : waiting.reduce((next, { dueAt }) => Math.min(next, dueAt), Number.POSITIVE_INFINITY),
    waiting: () => waiting,
    setWeather: (weather) => void (forecast = createForecast(weather, random)),
    log,
    forget: (shop) => void (waiting = waiting.filter((delivery) => delivery.shop !== shop)),
  };
}
