import { generateSecret } from '@handoff/shared/event';
import { createHubspotTwin } from '../../../packages/server/src/destinations/hubspot/twin/index.ts';
import { createSlackTwin } from '../../../packages/server/src/destinations/slack/twin.ts';
import type { Twin } from '../../../packages/server/src/destinations/testing/twin.ts';
import { createWebhookTwin } from '../../../packages/server/src/destinations/webhook/twin.ts';
import { createFaults, type FaultPlan, type Faults } from '../lib/faults.ts';
import { type Loopback, serveOnLoopback } from '../lib/loopback.ts';
import type { Random } from '../lib/random.ts';
import { marksIn, type Mark } from './marks.ts';

/** What a vendor did, in the order in which it did it. */
export interface Deed {
  vendor: 'contact' | 'note' | 'hook' | 'slack';
  mark: Mark;
  /** Whether the caller was sent the vendor's answer. */
  answered: boolean;
}

/** Three vendors, one for each way a repeat is kept harmless, on loopback ports, with bad days. */
export interface Vendors {
  hubspot: { origin: string; accessToken: string; contacts: () => Map<string, string>; noteMarks: () => Mark[] };
  hook: { url: string; secret: string; marks: () => Mark[] };
  slack: { origin: string; botToken: string; channels: string[]; marks: () => Mark[] };
  deeds: readonly Deed[];
  violations: () => string[];
  /** How many faults there were, by name. */
  faults: () => Map<string, number>;
  calm: () => void;
  close: () => Promise<void>;
}

const PLANS = {
  hubspot: { single: 0.08, storm: 0.02 },
  // To a receiver of Standard Webhooks every 2xx is a yes, whatever its body. A pause without a hint is five seconds for
  // the whole connection: at hundreds of requests a second it would stand still.
  hook: { single: 0.015, storm: 0.002, without: ['slow down, without a hint', 'web page instead of an answer'] },
  // Slack's own pause without a hint is half a minute.
  slack: { single: 0.15, storm: 0.015, without: ['slow down, without a hint'] },
} satisfies Record<string, FaultPlan>;

const CHANNELS = ['c1', 'c2', 'c3', 'c4'];

export async function startVendors(random: Random, plans: Record<keyof typeof PLANS, FaultPlan> = PLANS): Promise<Vendors> {
  const deeds: Deed[] = [];
  const hubspotFaults = createFaults(random.fork('hubspot'), plans.hubspot);
  const hookFaults = createFaults(random.fork('hook'), plans.hook);
  const slackFaults = createFaults(random.fork('slack'), plans.slack);
  const allFaults = [hubspotFaults, hookFaults, slackFaults];

  const hubspot = await serveTwin(hubspotFaults, deeds, hubspotDeed, (origin) => createHubspotTwin({ origin }));
  const secret = generateSecret();
  const hook = await serveTwin(
    hookFaults,
    deeds,
    () => 'hook',
    (origin) => createWebhookTwin({ url: `${origin}/hook`, secret, now: Date.now }),
  );
  const channels = CHANNELS.map((name, index) => ({ id: `C0CHAOS${index}`, name, isMember: true, isArchived: false }));
  const slack = await serveTwin(slackFaults, deeds, slackDeed, (origin) => createSlackTwin({ origin, channels }));

  return {
    hubspot: {
      origin: hubspot.origin,
      accessToken: 'pat-eu1-chaos',
      contacts: () => new Map(hubspot.twin.contacts().map(({ properties }) => [properties['email'] ?? '', properties['company'] ?? ''])),
      noteMarks: () => hubspot.twin.notes().flatMap(({ body }) => marksIn(body)),
    },
    hook: {
      url: `${hook.origin}/hook`,
      secret,
      marks: () => [...hook.twin.received.values()].flatMap((message) => marksIn(JSON.stringify(message))),
    },
    slack: {
      origin: slack.origin,
      botToken: slack.twin.botToken,
      channels: CHANNELS,
      marks: () => slack.twin.messages().flatMap(({ text }) => marksIn(text)),
    },
    deeds,
    violations: () => [hubspot, hook, slack].flatMap(({ twin }) => twin.violations),
    faults: () => {
      const total = new Map<string, number>();
      for (const { counts } of allFaults) for (const [name, count] of counts) total.set(name, (total.get(name) ?? 0) + count);
      return total;
    },
    calm: () => allFaults.forEach((faults) => faults.calm()),
    close: async () => void (await Promise.all([hubspot.close(), hook.close(), slack.close()])),
  };
}

type DeedOf = (method: string, path: string) => Deed['vendor'] | undefined;

const hubspotDeed: DeedOf = (method, path) => {
  if (method !== 'POST') return undefined;
  if (path.endsWith('/contacts/batch/upsert')) return 'contact';
  return path.endsWith('/notes') ? 'note' : undefined;
};
const slackDeed: DeedOf = (method, path) => (method === 'POST' && path === '/api/chat.postMessage' ? 'slack' : undefined);

/** Puts a twin on a port, behind its faults, and writes down what it did. */
async function serveTwin<T extends Twin>(
  faults: Faults,
  deeds: Deed[],
  deedOf: DeedOf,
  create: (origin: string) => T,
): Promise<Loopback & { twin: T }> {
  let twin: T | undefined;
  const loopback = await serveOnLoopback(async (request) => {
    if (twin === undefined) throw new Error('The twin is not made yet.');
    const { fetch } = twin;
    const vendor = deedOf(request.method, new URL(request.url).pathname);
    const marks = vendor === undefined ? [] : marksIn(await request.clone().text());
    let done: Deed[] = [];
    const handled = await faults.handle(async () => {
      const answer = await fetch(request);
      // Written down at once: the order of deeds is the order in which the twin did them.
      if (answer.ok && vendor !== undefined) {
        done = marks.map((mark) => ({ vendor, mark, answered: false }));
        deeds.push(...done);
      }
      return answer;
    });
    for (const deed of done) deed.answered = handled.answered;
    return handled.answer;
  });
  twin = create(loopback.origin);
  return { ...loopback, twin };
}
