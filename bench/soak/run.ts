import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnvelope } from '@handoff/shared/event';
import { readConfig } from '../../packages/server/src/config/config.ts';
import { destinations } from '../../packages/server/src/destinations/registry.ts';
import { createRuntime, type Runtime } from '../../packages/server/src/runtime.ts';
import { createKeyring, newSealingKey } from '../../packages/server/src/secrets/keyring.ts';
import { createLogger } from '../../packages/server/src/observe/logger.ts';
import { openStore } from '../../packages/server/src/store/open.ts';
import type { Store } from '../../packages/server/src/store/store.ts';
import { createVirtualClock } from '../lib/virtual-clock.ts';
import { type Fault, planFaults, SILENT } from './faults.ts';
import { type Footprint, footprint } from './footprint.ts';
import { createMailbox, type Mailbox } from './mailbox.ts';
import { countCrypto, createActivity, untilQuiet } from '../lib/quiet.ts';
import { createTwins, type Ids, ORIGIN, setScene, type Twins } from './scene.ts';
import { DAY_MS, HOUR_MS, START } from './times.ts';
import { BUSY, FORM, type Habit, momentsOf, seeded, SHOP } from './traffic.ts';
import { createWeather } from './weather.ts';

export interface SoakOptions {
  days: number;
  seed: number;
  logLevel: string;
  say: (text: string) => void;
}

export interface Soaked {
  /** Only those that lie within the days that were run. */
  faults: Fault[];
  mailbox: Mailbox;
  samples: Footprint[];
  sent: Sent[];
  twins: Twins;
}

/** One event a source sent, and where it has to have arrived. */
export interface Sent {
  key: string;
  email: string;
  workspace: 'bloom' | 'quill';
  type: 'order.created' | 'form.submitted';
}

/** People come back: with a visitor's every event a new person, what is known of persons would have to grow. */
const PEOPLE = 300;
/** Virtual time does not see the disk: a month of commits goes to memory where that can be had as a folder. */
const MEMORY = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
/** What is still under way at the end has this long to arrive. */
const REST_MS = 6 * HOUR_MS;

export async function soak({ days, seed, logLevel, say }: SoakOptions): Promise<Soaked> {
  const folder = await mkdtemp(join(MEMORY, 'handoff-soak-'));
  const file = join(folder, 'handoff.sqlite');
  const clock = createVirtualClock(START);
  const activity = createActivity();
  countCrypto(activity);
  const twins = createTwins(clock.now);
  const weather = createWeather([twins.hubspot, twins.brevo, twins.slack, twins.ledger, twins.books], clock.trueNow);
  const mailbox = createMailbox(clock.trueNow);
  const opened = await openStore({ databaseUrl: undefined, sqliteFile: file });
  const store: Store = { ...opened, transaction: (work) => activity.counted(opened.transaction(work)) };
  const parts = {
    store,
    keyring: createKeyring([newSealingKey()]),
    config: readConfig({ HANDOFF_PUBLIC_URL: ORIGIN, HANDOFF_ALLOW_PRIVATE_DESTINATIONS: 'true' }),
    clock,
    logger: createLogger(logLevel),
    destinations,
    fetch: (request: Request) => activity.counted(weather.fetch(request)),
    mailer: mailbox,
    version: 'soak',
    publicUrl: () => ORIGIN,
    pollMs: 30_000,
  };
  let runtime = await start(await createRuntime(parts));
  const restart = async (): Promise<void> => {
    await stop(runtime);
    runtime = await start(await createRuntime(parts));
  };
  try {
    const scene = await activity.counted(setScene(runtime.deps));
    const end = START + days * DAY_MS;
    const arrivals = planArrivals(scene, end, seeded(seed));
    const shop = arrivals.filter(({ sent }) => sent.type === 'order.created').map(({ at }) => at);
    const lastOrderBefore = (before: number) => shop.findLast((at) => at < before) ?? START;
    const { faults, acts } = planFaults({ deps: () => runtime.deps, scene, twins, weather, clock, lastOrderBefore, restart });
    const samples: Footprint[] = [];
    const daily = Array.from({ length: days }, (_, index) => ({
      at: START + (index + 1) * DAY_MS - 1,
      run: () => {
        forget(twins);
        samples.push(footprint(file, clock.trueNow()));
        say(`day ${index + 1}: ${mailbox.mails} mails, ${Math.round((samples.at(-1)?.diskBytes ?? 0) / 1024)} KiB on disk`);
      },
    }));
    const sent: Sent[] = [];
    const posts = arrivals.map(({ at, sourceId, workspaceId, sent: one }) => ({
      at,
      run: async () => {
        sent.push(one);
        await runtime.deps.receive({ id: sourceId, workspaceId }, [envelopeOf(one, clock.now())]);
      },
    }));
    const agenda = [...acts.filter(({ at }) => at < end), ...daily, ...posts].toSorted((one, other) => one.at - other.at);
    for (;;) {
      await untilQuiet(clock, activity);
      const next = Math.min(clock.nextAt(), agenda[0]?.at ?? end + REST_MS);
      if (next >= end + REST_MS) break;
      clock.moveTo(next);
      while (agenda[0] !== undefined && agenda[0].at <= next) await runOne(agenda.shift()?.run, clock, activity);
    }
    return { faults: faults.filter(({ until }) => until < end), mailbox, samples, sent, twins };
  } finally {
    await stop(runtime);
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** What is done may wait for the server, and the server for time. */
async function runOne(
  run: (() => Promise<void> | void) | undefined,
  clock: ReturnType<typeof createVirtualClock>,
  activity: ReturnType<typeof createActivity>,
): Promise<void> {
  const state = { done: false };
  const doing = Promise.resolve(run?.()).finally(() => void (state.done = true));
  while (!state.done) {
    await untilQuiet(clock, activity);
    if (!state.done) clock.moveTo(clock.nextAt());
  }
  await doing;
}

async function start(runtime: Runtime): Promise<Runtime> {
  runtime.worker.start();
  runtime.chores.forEach((chore) => chore.start());
  return Promise.resolve(runtime);
}

async function stop(runtime: Runtime): Promise<void> {
  await Promise.all([runtime.worker, ...runtime.chores].map((part) => part.stop()));
}

interface Arrival {
  at: number;
  sourceId: string;
  workspaceId: string;
  sent: Sent;
}

function planArrivals({ bloom, quill }: { bloom: Ids; quill: Ids }, end: number, chance: () => number): Arrival[] {
  const of = (ids: Ids, name: string, habit: Habit, workspace: Sent['workspace'], type: Sent['type']): Arrival[] =>
    momentsOf(habit, START + HOUR_MS, end, chance)
      .filter((at) => name !== 'Bloom shop' || at < SILENT.from || at > SILENT.until)
      .map((at, number) => ({
        at,
        sourceId: ids.sources[name] as string,
        workspaceId: ids.workspaceId,
        sent: {
          key: `${workspace}-${type}-${number}`,
          email: `person${Math.floor(chance() * PEOPLE)}@${workspace}-customers.example`,
          workspace,
          type,
        },
      }));
  return [
    ...of(bloom, 'Bloom shop', SHOP, 'bloom', 'order.created'),
    ...of(bloom, 'Bloom contact', FORM, 'bloom', 'form.submitted'),
    ...of(quill, 'Quill site', BUSY, 'quill', 'form.submitted'),
  ];
}

function envelopeOf({ key, email, type }: Sent, now: number) {
  const body = {
    id: key,
    idempotencyKey: `${type}:${key}:1`,
    type,
    occurredAt: new Date(now).toISOString(),
    subject: { email, firstName: 'Robin' },
    data: { key, city: 'Bremen', message: `This is about ${key}. Please call me back in the afternoon.` },
  };
  const parsed = parseEnvelope(body);
  if (!parsed.ok) throw new Error('The sample is no envelope.');
  return { envelope: parsed.envelope, problems: parsed.problems, body: JSON.stringify(body) };
}

/** The twins' logs of requests are theirs, not the server's memory. */
function forget({ hubspot, brevo, slack, ledger, books }: Twins): void {
  for (const twin of [hubspot, brevo, slack, ledger, books]) {
    twin.requests.length = 0;
    twin.calls.length = 0;
  }
}
