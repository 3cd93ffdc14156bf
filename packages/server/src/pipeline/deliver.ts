import type { OpenConnection } from '../delivery/connections.ts';
import type { UnderWay } from '../delivery/under-way.ts';
import type { Started } from '../delivery/worker.ts';
import type { Fetch } from '../destinations/kit/http.ts';
import type { Clock } from '../observe/clock.ts';
import type { Tracing } from '../observe/tracing.ts';
import type { RecordedExchange } from '../destinations/kit/sanitize.ts';
import { createCallContext } from '../destinations/kit/http.ts';
import { DestinationFailure, type Performed } from '../destinations/kit/types.ts';
import type { DeliveryRow, StartedAttempt } from '../store/outbox/index.ts';
import { isStoreFault } from '../store/faults.ts';
import type { Store } from '../store/store.ts';
import { createCallAllowance, withinOwnLimits } from './allowance.ts';
import { findOutdated } from './outdated.ts';
import { isPrepared, prepare, type Prepared } from './prepare.ts';
import { makesNewRecord } from './route.ts';
import type { Settler } from './settle.ts';

export interface DeliverParts {
  store: Store;
  clock: Clock;
  fetch: Fetch;
  allowBaseUrlOverride: boolean;
  /** Writes attempts before calls, many in one commit. */
  begin: (delivery: DeliveryRow) => Promise<StartedAttempt | undefined>;
  settler: Settler;
  underWay: Pick<UnderWay, 'during'>;
  /** This process ends: no call goes on. */
  cutOff: AbortSignal;
  tracing: Pick<Tracing, 'outgoing'>;
  /** How long a claim holds. */
  leaseMs: number;
  /** For one call; well below the lease. */
  callTimeoutMs: number;
  logger: { error: (fields: Record<string, unknown>, message: string) => void };
}

/** A delivery whose attempt is written: its call may be made. */
interface Begun {
  prepared: Prepared;
  attempt: StartedAttempt;
}

/** What one call, or the refusal to make one, came to. */
export type Result = { performed: Performed } | { failure: DestinationFailure };

/**
 * Takes claimed deliveries of one connection to their end: map, check, nothing newer there, limits of the payload's own, attempt,
 * call, settle. Answers the calls under way; each settles by itself, so a slow one holds nobody up.
 */
export async function deliverClaimed(
  parts: DeliverParts,
  connection: OpenConnection,
  accessToken: string | undefined,
  deliveries: DeliveryRow[],
): Promise<Started> {
  const candidates = await prepare(parts.store, connection, deliveries);
  const running: Promise<void>[] = [];
  const ready: Prepared[] = [];
  for (const candidate of candidates) {
    if (isPrepared(candidate)) ready.push(candidate);
    else running.push(parts.settler.refused(connection, candidate));
  }
  const outdated = await findOutdated(parts.store.db, ready);
  for (const each of outdated) running.push(parts.settler.leftOut(connection, each));
  const leftOut = new Set(outdated.map(({ prepared }) => prepared));
  for (const group of groupForCalls(ready.filter((prepared) => !leftOut.has(prepared))))
    running.push(deliverGroup(parts, connection, accessToken, group));
  return { running, nextAt: undefined };
}

/** Deliveries that one batch call can take go together, the rest alone. */
function groupForCalls(ready: Prepared[]): Prepared[][] {
  const groups: Prepared[][] = [];
  const byOperation = new Map<string, Prepared[]>();
  for (const prepared of ready) {
    const size = prepared.operation.performBatch?.size ?? 1;
    const group = byOperation.get(prepared.delivery.operation);
    if (size > 1 && group !== undefined && group.length < size) {
      group.push(prepared);
      continue;
    }
    const fresh = [prepared];
    groups.push(fresh);
    byOperation.set(prepared.delivery.operation, fresh);
  }
  return groups;
}

async function deliverGroup(
  parts: DeliverParts,
  connection: OpenConnection,
  accessToken: string | undefined,
  group: Prepared[],
): Promise<void> {
  const allowed = await withinOwnLimits(parts, connection, group);
  // From before the attempts are written on: in between nobody may find a lease over whose calls are about to be made.
  const leases = allowed.map(({ delivery }) => delivery.lease_token);
  await parts.underWay.during(leases, () => beginAndCall(parts, connection, accessToken, allowed));
}

async function beginAndCall(
  parts: DeliverParts,
  connection: OpenConnection,
  accessToken: string | undefined,
  allowed: Prepared[],
): Promise<void> {
  const started: Begun[] = [];
  const attempts = await eachLogged(parts, allowed, (prepared) => parts.begin(prepared.delivery));
  attempts.forEach((attempt, index) => {
    // Without an attempt the lease was lost (another worker has it), or will run out.
    if (attempt !== undefined) started.push({ prepared: allowed[index] as Prepared, attempt });
  });
  const [first] = started;
  if (first !== undefined) await callAndSettle(parts, connection, accessToken, first, started);
}

async function callAndSettle(
  parts: DeliverParts,
  connection: OpenConnection,
  accessToken: string | undefined,
  first: Begun,
  started: Begun[],
): Promise<void> {
  const endBy = lastMomentOf(first.prepared.delivery, parts.leaseMs);
  const allowance = createCallAllowance(parts, connection, { deliveries: started.length, endBy });

  const exchanges: RecordedExchange[] = [];
  const context = createCallContext({
    definition: connection.definition,
    settings: connection.settings,
    accessToken,
    fetch: parts.fetch,
    baseUrlOverride: parts.allowBaseUrlOverride ? (connection.row.base_url ?? undefined) : undefined,
    idempotencyKey: first.prepared.delivery.idempotency_key,
    eventId: first.prepared.delivery.event_id,
    traceparent: outgoingTrace(parts, first),
    now: parts.clock.now,
    dedupe: first.prepared.operation.dedupe,
    signal: parts.cutOff,
    timeoutMs: parts.callTimeoutMs,
    endBy,
    turn: allowance.turn,
    record: (exchange) => void exchanges.push(exchange),
  });
  const batch = first.prepared.operation.performBatch;
  const results =
    batch !== undefined && started.length > 1
      ? await guarded(parts, started.length, async () =>
          (
            await batch.perform(
              context,
              started.map(({ prepared }) => prepared.payload),
            )
          ).map((item) => (item instanceof DestinationFailure ? { failure: item } : { performed: item })),
        )
      : await guarded(parts, 1, async () => [{ performed: await performOne(first.prepared, first.attempt, context) }]);
  // What became of the calls is known now, and counts more than what they left of a limit.
  await allowance.done().catch((error: unknown) => {
    parts.logger.error({ connection: connection.row.id, error: String(error) }, 'what calls left of a limit could not be given back');
  });
  await eachLogged(
    parts,
    started.map(({ prepared }) => prepared),
    (prepared, index) =>
      parts.settler.called(connection, prepared, (started[index] as Begun).attempt, results[index] ?? unanswered(), exchanges),
  );
}

function outgoingTrace(parts: DeliverParts, { prepared, attempt }: Begun): string | undefined {
  const { delivery, traceparent } = prepared;
  return parts.tracing.outgoing({ eventId: delivery.event_id, traceparent }, delivery.id, attempt.attemptId);
}

/** Does work for each delivery of a group. What fails for one is a fault of ours, is logged, and ends nobody else's wait. */
async function eachLogged<T>(
  parts: DeliverParts,
  group: Prepared[],
  work: (prepared: Prepared, index: number) => Promise<T>,
): Promise<(T | undefined)[]> {
  const settled = await Promise.allSettled(group.map(work));
  return settled.map((outcome, index) => {
    if (outcome.status === 'fulfilled') return outcome.value;
    const fields = { delivery: group[index]?.delivery.id, error: String(outcome.reason) };
    parts.logger.error(fields, 'a delivery could not be settled; its lease will run out');
    return undefined;
  });
}

/**
 * Calls end a sixth of the lease before it runs out: an operation of many calls must not still be writing when
 * another worker takes the delivery over and looks whether it was written.
 */
function lastMomentOf(delivery: DeliveryRow, leaseMs: number): number | undefined {
  return delivery.lease_until === null ? undefined : delivery.lease_until - leaseMs / 6;
}

/** After an unknown outcome, a ledger operation is looked up before it is tried again. */
async function performOne(
  prepared: Prepared,
  attempt: StartedAttempt,
  context: Parameters<Prepared['operation']['perform']>[0],
): Promise<Performed> {
  const { operation, delivery, step, payload } = prepared;
  const mayBeThere = attempt.unknownBefore || (delivery.replay_of !== null && !makesNewRecord(delivery));
  if (operation.dedupe === 'ledger' && mayBeThere) {
    if (operation.lookup !== undefined) {
      const found = await operation.lookup(context, payload);
      if (found !== undefined) return found;
    } else if (attempt.unknownBefore && !step.retryUncertain) {
      throw new DestinationFailure({
        kind: 'unknown',
        code: 'worker_lost',
        message: 'The last try was cut off before its answer was known. Look whether it arrived; if it did, confirm it, if not, replay it.',
      });
    }
  }
  return operation.perform(context, payload);
}

/** Whatever a destination throws becomes a result; what is not a DestinationFailure is a fault of its code and says so. */
async function guarded({ cutOff }: DeliverParts, count: number, work: () => Promise<Result[]>): Promise<Result[]> {
  try {
    return await work();
  } catch (error) {
    // Our own database was away between two calls, or this process ends. What is done is as unknown as after a crash, and is
    // found out in the same way: not before the lease is over, as the other side may still be at it.
    if (isStoreFault(error) || cutOff.aborted) throw error;
    const failure =
      error instanceof DestinationFailure
        ? error
        : new DestinationFailure({
            kind: 'permanent',
            code: 'internal',
            message: 'Handoff could not make sense of the answer. This is a fault of ours; please report it with the attempt shown here.',
            problems: [{ path: '', message: error instanceof Error ? error.message : String(error) }],
          });
    return Array.from({ length: count }, () => ({ failure }));
  }
}

/** A batch that answers with fewer results than it was given payloads leaves open what became of the rest. */
function unanswered(): Result {
  const message =
    'The answer did not say what became of this record. This is a fault of ours; please report it with the attempt shown here.';
  return { failure: new DestinationFailure({ kind: 'unknown', code: 'unanswered', message }) };
}
