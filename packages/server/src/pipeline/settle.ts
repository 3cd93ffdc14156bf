import type { Problem } from '@handoff/shared/event';
import { resetBreaker, tripBreaker } from '../delivery/breaker.ts';
import type { OpenConnection } from '../delivery/connections.ts';
import { react, type Reaction } from '../delivery/react.ts';
import type { RecordedExchange } from '../destinations/kit/sanitize.ts';
import type { Classification, Performed } from '../destinations/kit/types.ts';
import { type Alert, alertKey, openAlert, resolveAlert } from '../observe/alerts.ts';
import type { Logger } from '../observe/logger.ts';
import type { Metrics } from '../observe/metrics.ts';
import type { DeliveryRef, Tracing } from '../observe/tracing.ts';
import { maskQuoted } from '../observe/personal.ts';
import { createBatcher } from '../store/batcher.ts';
import { type DeliveryRow, hold, type Outcome, settle, type StartedAttempt } from '../store/outbox/index.ts';
import type { Store } from '../store/store.ts';
import { said } from '../words/said.ts';
import { say } from '../words/say.ts';
import type { Result } from './deliver.ts';
import { NEWER_IS_THERE, type Outdated } from './outdated.ts';
import type { Prepared, Unpreparable } from './prepare.ts';
import { wasTraced } from './trace-ends.ts';

export interface Settler {
  /** A call was made (or refused on its way). */
  called: (
    connection: OpenConnection,
    prepared: Prepared,
    attempt: StartedAttempt,
    result: Result,
    exchanges: RecordedExchange[],
  ) => Promise<void>;
  /** No call could be made: the record does not fit. */
  refused: (connection: OpenConnection, refusal: Unpreparable) => Promise<void>;
  /** No call is made, so that old data does not replace newer. */
  leftOut: (connection: OpenConnection, outdated: Outdated) => Promise<void>;
  /** Not now: back to wait, untried. */
  deferred: (delivery: DeliveryRow, runAt: number) => Promise<void>;
}

export interface SettlerParts {
  store: Store;
  now: () => number;
  logger: Logger;
  metrics: Pick<Metrics, 'attempt' | 'settled'>;
  tracing: Tracing;
  /** Whether a refused access can be renewed without a person; then the connection is not held. */
  renewAccess: (connection: OpenConnection) => Promise<boolean>;
  /** A retry or the end of a hold falls due at this time. */
  wakeAt: (at: number) => void;
}

/** Turns results into outcomes and writes them, many in one commit; one canonical log line an attempt. */
export function createSettler(parts: SettlerParts): Settler {
  const { store, now, logger, metrics, tracing, wakeAt } = parts;
  const write = createBatcher<Outcome, boolean>((outcomes) => settle(store, outcomes, now()), { maxItems: 100, maxWaitMs: 2 });

  return {
    called: async (connection, prepared, attempt, result, exchanges) => {
      const { delivery, operation, step, payload } = prepared;
      const classification: Classification = 'performed' in result ? { kind: 'ok' } : result.failure.classification;
      const reaction = react({
        classification,
        tries: attempt.tries,
        triedForMs: now() - attempt.triedSince,
        dedupe: operation.dedupe,
        canLookUp: operation.lookup !== undefined,
        retryUncertain: step.retryUncertain,
        now: now(),
      });
      const { code, message } = wordsOf(classification);
      const endedAt = now();
      const kept = await write({
        delivery,
        state: reaction.state,
        runAt: reaction.runAt,
        payload: JSON.stringify(payload),
        result: reaction.state === 'succeeded' ? resultText(result, classification) : undefined,
        error: reaction.state === 'succeeded' ? undefined : JSON.stringify({ code, message, problems: problemsOf(classification) }),
        attempt: {
          id: attempt.attemptId,
          outcome: classification.kind,
          code,
          message,
          exchanges: JSON.stringify(exchanges),
        },
        alert: alertOf(connection, prepared, reaction, message),
      });
      const durationMs = exchanges.reduce((sum, exchange) => sum + exchange.durationMs, 0);
      const destination = connection.definition.type;
      metrics.attempt(destination, classification.kind, durationMs);
      if (kept && reaction.state !== 'pending') metrics.settled(destination, reaction.state);
      const ref = refOf(connection, prepared);
      if (kept || !(await wasTraced({ db: store.db, tracing }, delivery.id)))
        tracing.attempt({
          id: attempt.attemptId,
          delivery: ref,
          startedAt: attempt.startedAt,
          endedAt,
          outcome: classification.kind,
          code,
        });
      if (kept && reaction.state !== 'pending')
        tracing.delivery({ ...ref, createdAt: delivery.created_at, endedAt, state: reaction.state, code });
      logger.info(
        {
          delivery: delivery.id,
          event: delivery.event_id,
          workspace: delivery.workspace_id,
          connection: connection.row.id,
          destination,
          operation: delivery.operation,
          attempt: delivery.attempts + 1,
          outcome: classification.kind,
          code,
          state: kept ? reaction.state : 'lease_lost',
          durationMs: Math.round(durationMs),
        },
        'attempt',
      );
      if (reaction.state === 'pending') wakeAt(reaction.runAt);
      await follow(parts, connection, reaction);
    },
    refused: async (connection, refusal) => {
      const { delivery, payload, code, message, problems } = refusal;
      const endedAt = now();
      const kept = await write({
        delivery,
        state: 'dead',
        runAt: now(),
        payload: payload === undefined ? undefined : JSON.stringify(payload),
        result: undefined,
        error: JSON.stringify({ code, message, problems }),
        attempt: undefined,
        alert: deadLetterAlert(delivery, payload, message),
      });
      if (kept) tracing.delivery({ ...refOf(connection, refusal), createdAt: delivery.created_at, endedAt, state: 'dead', code });
    },
    leftOut: async (connection, { prepared, there }) => {
      const { delivery } = prepared;
      const endedAt = now();
      const kept = await write({
        delivery,
        state: 'skipped',
        runAt: endedAt,
        payload: undefined,
        result: JSON.stringify(there),
        error: NEWER_IS_THERE,
        attempt: undefined,
      });
      if (kept)
        tracing.delivery({ ...refOf(connection, prepared), createdAt: delivery.created_at, endedAt, state: 'skipped', code: 'newer_data' });
    },
    deferred: async (delivery, runAt) => {
      await write({ delivery, state: 'pending', runAt, payload: undefined, result: undefined, error: undefined, attempt: undefined });
      wakeAt(runAt);
    },
  };
}

/**
 * What a reaction means for the connection: holds, the breaker, and their alerts. A hold and its alert are one
 * transaction, so that a crash leaves no connection standing still without its owner knowing.
 */
async function follow(parts: SettlerParts, connection: OpenConnection, reaction: Reaction): Promise<void> {
  const { store, now, wakeAt } = parts;
  const { id, workspace_id: workspaceId, name, hold_kind: held } = connection.row;
  const about = { kind: 'connection' as const, id };
  const asked = reaction.hold?.kind === 'auth' && (await parts.renewAccess(connection)) ? undefined : reaction.hold;
  if (asked !== undefined) {
    await store.transaction(async (trx) => {
      if (!(await hold(trx, { connectionId: id, ...asked }))) return;
      if (asked.kind !== 'auth' && asked.kind !== 'scope') return;
      await openAlert(
        trx,
        { workspaceId, key: `access:${id}`, kind: asked.kind, message: said('alert.of', { name, words: asked.message }), about },
        now(),
      );
    });
    if (asked.until !== undefined) wakeAt(asked.until);
  }
  if (reaction.countsForBreaker) {
    const tripped = await store.transaction(async (trx) => {
      const request = await tripBreaker(trx, id, now());
      if (request === undefined) return undefined;
      const kind = request.kind === 'person' ? 'disabled' : 'breaker';
      const message = said('alert.of', { name, words: said(`hold.${kind}`) });
      await openAlert(trx, { workspaceId, key: `${kind}:${id}`, kind, message, about }, now());
      return request;
    });
    if (tripped?.until !== undefined) wakeAt(tripped.until);
  }
  if (reaction.state !== 'succeeded' || held === null) return;
  const lifted = await store.transaction(async (trx) => {
    if (!(await resetBreaker(trx, id, now()))) return false;
    await resolveAlert(trx, workspaceId, `breaker:${id}`, now());
    return true;
  });
  if (lifted) store.wake();
}

/** What a trace says of a delivery. */
function refOf(connection: OpenConnection, { delivery, traceparent }: Pick<Prepared, 'delivery' | 'traceparent'>): DeliveryRef {
  return {
    id: delivery.id,
    eventId: delivery.event_id,
    traceparent,
    workspaceId: delivery.workspace_id,
    connectionId: connection.row.id,
    destination: connection.definition.type,
    operation: delivery.operation,
  };
}

/** What the owner must hear of an outcome, if anything. */
function alertOf(
  connection: OpenConnection,
  { delivery, payload }: Pick<Prepared, 'delivery' | 'payload'>,
  reaction: Reaction,
  message: string | undefined,
): Alert | undefined {
  if (reaction.state === 'dead') return deadLetterAlert(delivery, payload, message ?? say('en', said('alert.notDelivered')));
  if (reaction.state !== 'uncertain') return undefined;
  return {
    workspaceId: delivery.workspace_id,
    key: alertKey.uncertain(delivery.id),
    kind: 'uncertain',
    message: said('alert.uncertain', { name: connection.row.name }),
    about: { kind: 'flow', id: delivery.flow_id },
  };
}

/**
 * One alert a flow, however many of its deliveries fail: the list of dead letters has the rest, and the destination's words
 * whole. An alert goes out by mail and chat, so it says what is wrong and not whose record it was.
 */
function deadLetterAlert(delivery: DeliveryRow, payload: unknown, message: string): Alert {
  return {
    workspaceId: delivery.workspace_id,
    key: alertKey.deadLetter(delivery.flow_id, delivery.step_key),
    kind: 'dead_letter',
    message: maskQuoted(message, payload),
    about: { kind: 'flow', id: delivery.flow_id },
  };
}

function wordsOf(classification: Classification): { code: string | undefined; message: string | undefined } {
  if (classification.kind === 'ok') return { code: undefined, message: undefined };
  return { code: 'code' in classification ? classification.code : classification.kind, message: classification.message };
}

function problemsOf(classification: Classification): Problem[] {
  return classification.kind === 'permanent' ? classification.problems : [];
}

function resultText(result: Result, classification: Classification): string {
  const performed: Performed =
    'performed' in result ? result.performed : classification.kind === 'duplicate' ? { id: classification.id } : {};
  const output = { ...performed.output, ...(performed.id === undefined ? {} : { id: performed.id }) };
  return JSON.stringify({ ...performed, output });
}
