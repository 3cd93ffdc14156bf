import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type HttpBindings, serve } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { createHubspotTwin, type HubspotTwin } from '../src/destinations/hubspot/twin/index.ts';
import { createMailchimpTwin, type MailchimpTwin } from '../src/destinations/mailchimp/twin.ts';
import { mailchimpContract } from '../src/destinations/mailchimp/twin/contract.ts';
import { createSlackTwin, type SlackTwin } from '../src/destinations/slack/twin.ts';
import { slackContract } from '../src/destinations/slack/twin/contract.ts';
import type { Twin } from '../src/destinations/testing/twin.ts';
import { createWebhookTwin } from '../src/destinations/webhook/twin.ts';
import type { DemoSecrets } from './secrets.ts';

export interface DemoTwins {
  hubspot: HubspotTwin;
  mailchimp: MailchimpTwin;
  slack: SlackTwin;
  books: ReturnType<typeof createWebhookTwin>;
  /** Where each listens, by the name that stands for it in workspace.yaml. */
  origins: Record<'hubspot' | 'mailchimp' | 'slack' | 'books', string>;
  /** What broke a vendor's rules; stays empty. */
  violations: () => string[];
  close: () => Promise<void>;
}

/** Starts the stand-ins for the vendors, each on a free port of this machine. */
export async function startTwins(secrets: DemoSecrets): Promise<DemoTwins> {
  const hubspot = await serveTwin((origin) => createHubspotTwin({ origin }));
  const mailchimp = await serveTwin((origin) =>
    createMailchimpTwin({ origin, apiKey: secrets.DEMO_MAILCHIMP_KEY, audience: 'a1b2c3d4e5', checkContract: mailchimpContract() }),
  );
  const slack = await serveTwin((origin) =>
    createSlackTwin({
      origin,
      botToken: secrets.DEMO_SLACK_TOKEN,
      channels: ['sales', 'orders'].map((name) => ({ id: `C0${name.toUpperCase()}`, name, isMember: true, isArchived: false })),
      checkContract: slackContract(),
    }),
  );
  const books = await serveTwin((origin) =>
    createWebhookTwin({ url: `${origin}/handoff`, secret: secrets.DEMO_BOOKS_SECRET, now: Date.now }),
  );
  const all = [hubspot, mailchimp, slack, books];
  return {
    hubspot: hubspot.twin,
    mailchimp: mailchimp.twin,
    slack: slack.twin,
    books: books.twin,
    origins: { hubspot: hubspot.origin, mailchimp: mailchimp.origin, slack: slack.origin, books: books.origin },
    violations: () => all.flatMap(({ twin }) => twin.violations),
    close: async () => void (await Promise.all(all.map((served) => served.close()))),
  };
}

async function serveTwin<T extends Twin>(make: (origin: string) => T): Promise<{ twin: T; origin: string; close: () => Promise<void> }> {
  let twin: T | undefined;
  const server = serve({
    fetch: (request, env) => answer(twin, request, env as HttpBindings),
    hostname: '127.0.0.1',
    port: 0,
    overrideGlobalObjects: false,
  });
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  twin = make(origin);
  return {
    twin,
    origin,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}

/** A twin that "resets" throws, as fetch would at the caller; over a real socket that is a connection cut off. */
async function answer(twin: Twin | undefined, request: Request, env: HttpBindings): Promise<Response> {
  if (twin === undefined) return new Response(null, { status: 503 });
  try {
    return await twin.fetch(request);
  } catch (error) {
    if (!isReset(error)) throw error;
    env.incoming.socket.destroy();
    return RESPONSE_ALREADY_SENT;
  }
}

function isReset(error: unknown): boolean {
  return error instanceof TypeError && (error.cause as { code?: unknown } | undefined)?.code === 'ECONNRESET';
}

/**
 * HubSpot goes down: it turns away as many contacts as given with 503, then one call with 429, then works again.
 * `tell` hears of each call turned away.
 */
export function beginOutage(hubspot: HubspotTwin, contacts: number, tell: (status: 429 | 503, waitSeconds: number) => void): void {
  let refused = 0;
  const refuse = (status: 429 | 503, waitSeconds: number, body: unknown, after: () => void) =>
    hubspot.inject({
      match: /contacts\/batch\/upsert$/,
      when: 'before',
      answer: { status, headers: { 'retry-after': String(waitSeconds) }, body },
      onReached: () => {
        tell(status, waitSeconds);
        after();
      },
    });
  const down = () =>
    refuse(503, 1, { status: 'error', message: 'Service temporarily unavailable', category: 'SERVICE_UNAVAILABLE' }, () => {
      refused += contactsIn(hubspot.requests.at(-1)?.body);
      if (refused < contacts) down();
      else crowded();
    });
  const crowded = () =>
    refuse(
      429,
      2,
      { status: 'error', message: 'You have reached your secondly limit.', errorType: 'RATE_LIMIT', policyName: 'SECONDLY' },
      () => {},
    );
  down();
}

function contactsIn(body: unknown): number {
  return typeof body === 'object' && body !== null && 'inputs' in body && Array.isArray(body.inputs) ? body.inputs.length : 0;
}

/** Slack posts the next message into #sales, and the line is cut before its answer arrives. */
export function loseNextAnswer(slack: SlackTwin, tell: () => void): void {
  slack.inject({ match: /chat\.postMessage$/, when: 'after', answer: 'reset', onReached: tell });
}
