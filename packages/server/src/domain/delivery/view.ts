import type { Problem } from '@handoff/shared/event';
import type { Performed } from '../../destinations/kit/types.ts';
import type { DeliveryRow } from '../../store/outbox/index.ts';
import type { DeliveryState } from '../../store/schema.ts';
import { toIso, toIsoOrNull } from '../times.ts';

const OPEN: ReadonlySet<DeliveryState> = new Set(['blocked', 'waiting', 'pending', 'leased']);

/** A delivery as the API shows it. */
export function deliveryView(row: DeliveryRow) {
  return {
    id: row.id,
    eventId: row.event_id,
    flowId: row.flow_id,
    flowVersionId: row.flow_version_id,
    step: row.step_key,
    connectionId: row.connection_id,
    operation: row.operation,
    state: row.state,
    attempts: row.attempts,
    runAt: OPEN.has(row.state) ? toIso(row.run_at) : null,
    createdAt: toIso(row.created_at),
    finishedAt: toIsoOrNull(row.finished_at),
    payload: row.payload === null ? null : (JSON.parse(row.payload) as unknown),
    result: resultOf(row),
    error: errorOf(row),
    replayOf: row.replay_of,
  };
}

/** What the destination said of the record, or who said in its place that it arrived. */
export type DeliveryResult = Omit<Performed, 'output'> & { confirmedBy?: string };

/** Null until the destination has the record. */
export function resultOf(row: Pick<DeliveryRow, 'result'>): DeliveryResult | null {
  if (row.result === null) return null;
  const { output: _, ...result } = JSON.parse(row.result) as DeliveryResult & { output?: unknown };
  return result;
}

export function errorOf(row: Pick<DeliveryRow, 'error'>): { code: string; message: string; problems: Problem[] } | null {
  if (row.error === null) return null;
  const error = JSON.parse(row.error) as { code?: string; message?: string; problems?: Problem[] };
  return { code: error.code ?? 'unknown', message: error.message ?? 'It failed without saying why.', problems: error.problems ?? [] };
}
