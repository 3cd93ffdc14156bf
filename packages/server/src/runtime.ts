import { setMaxListeners } from 'node:events';
import type { Config } from './config/config.ts';
import { loadServerKeys } from './domain/server/keys.ts';
import { createAccessWatch } from './domain/access/watch.ts';
import type { Chore } from './domain/chore.ts';
import { createNotifier } from './domain/alerting/notifier.ts';
import { createDriftWatch } from './domain/flow/drift-watch.ts';
import { createCorrector } from './domain/screening/services/corrector.ts';
import { createWatchedNoter } from './domain/screening/watched-before.ts';
import { createLearner } from './domain/screening/learner.ts';
import { createGoneWatch } from './domain/subscription/gone-watch.ts';
import { createHealthWatches } from './domain/health/watches/watches.ts';
import { createEraser } from './domain/people/eraser.ts';
import { createCleaner } from './domain/retention/cleaner.ts';
import { createWaker } from './domain/source/waker.ts';
import { type ConnectionRow, ConnectionUnusable, openConnection } from './delivery/connections.ts';
import { accessFor, renewRefused, requireReconnect } from './delivery/credentials.ts';
import { createUnderWay } from './delivery/under-way.ts';
import { createWorker, type Started, type Worker } from './delivery/worker.ts';
import type { Fetch } from './destinations/kit/http.ts';
import type { DestinationDefinition } from './destinations/kit/types.ts';
import type { AppDeps } from './http/deps.ts';
import { createLimits } from './http/limits.ts';
import { createMailer, type Mailer } from './mail/mailer.ts';
import type { Clock } from './observe/clock.ts';
import type { Logger } from './observe/logger.ts';
import { createMetrics, type Metrics } from './observe/metrics.ts';
import { noTracing, type Tracing } from './observe/tracing.ts';
import { createReadiness } from './observe/readiness.ts';
import { createAsker } from './pipeline/ask-services.ts';
import { deliverClaimed, type DeliverParts } from './pipeline/deliver.ts';
import { type Processed, processReceived } from './pipeline/process.ts';
import { createReceiver } from './pipeline/receive.ts';
import { createSettler } from './pipeline/settle.ts';
import { traceLost } from './pipeline/trace-ends.ts';
import { type Keyring, SealError } from './secrets/keyring.ts';
import { createSourceKeys } from './sources/keys.ts';
import { createBatcher } from './store/batcher.ts';
import { newId } from './store/ids.ts';
import { claim, type DeliveryRow, type LostLease, reclaimExpired, startAttempts, type StartedAttempt } from './store/outbox/index.ts';
import type { Store } from './store/store.ts';

export interface RuntimeParts {
  store: Store;
  keyring: Keyring;
  config: Config;
  clock: Clock;
  logger: Logger;
  destinations: Record<string, DestinationDefinition>;
  fetch: Fetch;
  version: string;
  publicUrl: () => string;
  /** In place of the one of the configuration's mail server, for tests. */
  mailer?: Mailer | undefined;
  /** None unless given; whoever gives it closes it. */
  tracing?: Tracing | undefined;
  /** How often the worker looks for work nobody told it of, in milliseconds; 1000 unless said otherwise. */
  pollMs?: number;
}

export interface Runtime {
  deps: AppDeps;
  worker: Worker;
  /**
   * For the end: gives back what this process holds leased and makes no call for, so that another takes it over at once. What it
   * is calling for, it cuts off; whether that is done nobody knows yet, so its leases run out by themselves, as after a crash.
   * Answers how many it gave back.
   */
  letGo: () => Promise<number>;
  /** Wakes sites that are quiet; only where the configuration lets it. */
  waker: Chore;
  /** What is done now and then by servers that process. */
  chores: Chore[];
}

/** One exchange with a destination, its answer included. */
export const LONGEST_CALL_MS = 30_000;

/** Wires store, pipeline, worker and door together. Nothing runs until `worker.start()`, `worker.drain()` or the start of a chore. */
export async function createRuntime(parts: RuntimeParts): Promise<Runtime> {
  const { store, keyring, clock, logger, config } = parts;
  const metrics = createMetrics(store);
  const tracing = parts.tracing ?? noTracing;
  const readiness = createReadiness(clock);
  const holder = newId('wrk');
  const serverKeys = await loadServerKeys(store, keyring, clock.now());
  const settler = createSettler({
    store,
    now: clock.now,
    logger,
    metrics,
    tracing,
    renewAccess: (connection) => renewRefused(parts, connection),
    wakeAt: (at) => worker.wakeAt(at),
  });
  const underWay = createUnderWay(config.leaseMs);
  const end = new AbortController();
  // Each call under way listens.
  setMaxListeners(0, end.signal);
  const deliverParts: DeliverParts = {
    store,
    clock,
    fetch: parts.fetch,
    allowBaseUrlOverride: config.allowBaseUrlOverride,
    begin: createBatcher<DeliveryRow, StartedAttempt | undefined>((deliveries) => startAttempts(store, deliveries, clock.now()), {
      maxItems: 100,
      maxWaitMs: 2,
    }),
    settler,
    underWay,
    cutOff: end.signal,
    tracing,
    leaseMs: config.leaseMs,
    callTimeoutMs: Math.min(LONGEST_CALL_MS, config.leaseMs / 2),
    logger,
  };

  const deliver = async (connectionId: string, room: number): Promise<Started> => {
    const row = await store.db.selectFrom('connections').selectAll().where('id', '=', connectionId).executeTakeFirstOrThrow();
    const connection = await openOrHold(parts, row);
    if (connection === undefined) return NOTHING;
    const access = await accessFor(parts, connection);
    if (access.state === 'unusable') return NOTHING;
    if (access.state === 'waiting') return { running: [], nextAt: access.until };
    if (access.state === 'refreshing') return { running: [access.done], nextAt: undefined };
    const claimed = await claim(store, {
      connectionId,
      max: room,
      leaseMs: config.leaseMs,
      now: clock.now(),
      limits: connection.limits,
      holder,
    });
    if (claimed.deliveries.length === 0) return { running: [], nextAt: claimed.nextAt };
    const started = await deliverClaimed(deliverParts, connection, access.accessToken, claimed.deliveries);
    return { running: started.running, nextAt: claimed.nextAt };
  };

  const learner = createLearner({ store, clock, logger });
  const processDeps = { store, now: clock.now, fingerprintKey: serverKeys.fingerprintKey, destinations: parts.destinations, learner };
  const onLost = (lost: LostLease[]) => traceLost({ db: store.db, tracing }, lost, clock.now());
  const worker = createWorker({
    store,
    clock,
    logger,
    concurrency: config.concurrency,
    pollMs: parts.pollMs,
    deliver,
    ask: createAsker(parts),
    isUnderWay: underWay.has,
    onLost,
    process: async (workspaceId) => note(await processReceived(processDeps, workspaceId), { metrics, tracing, logger }),
  });
  const deps: AppDeps = {
    store,
    keyring,
    serverKeys,
    clock,
    logger,
    config,
    destinations: parts.destinations,
    fetch: parts.fetch,
    receive: createReceiver(store, clock.now, metrics, logger, readiness),
    readiness,
    sourceKeys: createSourceKeys(store, keyring, clock.now),
    learner,
    metrics,
    tracing,
    limits: createLimits(config, clock.now),
    mailer: parts.mailer ?? createMailer(config.mail),
    version: parts.version,
    publicUrl: parts.publicUrl,
  };
  const letGo = async () => {
    try {
      const lost = await reclaimExpired(store, clock.now(), { holder, except: underWay.has });
      await onLost(lost);
      return lost.length;
    } finally {
      end.abort();
    }
  };
  return {
    deps,
    worker,
    letGo,
    waker: createWaker(deps),
    chores: [
      createEraser(deps),
      createCleaner(deps),
      createDriftWatch(deps),
      createGoneWatch(deps),
      createNotifier(deps),
      ...createHealthWatches(deps),
      createAccessWatch(deps),
      createCorrector(deps),
      createWatchedNoter(deps),
    ],
  };
}

/** Counts, traces and logs a turn of processing; answers how many events it took. */
function note(processed: Processed, { metrics, tracing, logger }: { metrics: Metrics; tracing: Tracing; logger: Logger }): number {
  for (const event of processed.events) {
    metrics.processed(event.verdict);
    tracing.event(event);
  }
  for (const { id, error, failures } of processed.failures) {
    metrics.processFailed();
    logger.error({ event: id, error, failures }, 'an event could not be processed; it is tried again');
  }
  for (const { event, rule, error } of processed.brokenRules)
    logger.error({ event, rule, error: String(error) }, 'a screening rule failed; the event went on, flagged');
  for (const { flowId, versionId, error } of processed.brokenFlows)
    logger.error({ flow: flowId, version: versionId, error }, 'a flow cannot be run; what it was to send becomes dead letters');
  return processed.taken;
}

const NOTHING: Started = { running: [], nextAt: undefined };

/** A connection that cannot be opened is held and its owner told, so that it is seen and does not spin. */
async function openOrHold(parts: RuntimeParts, row: ConnectionRow) {
  try {
    return await openConnection(row, parts);
  } catch (error) {
    if (!(error instanceof ConnectionUnusable) && !(error instanceof SealError)) throw error;
    await requireReconnect(parts, row, error.message);
    return undefined;
  }
}
