import type { Step } from '@handoff/shared/flow';
import { FlowSpec } from '@handoff/shared/flow';
import { type Drift, findDrift } from '@handoff/shared/panel';
import type { Transaction } from 'kysely';
import type { ConnectionRow } from '../../delivery/connections.ts';
import { fieldsOf } from '../../destinations/kit/fields.ts';
import { AppError } from '../../observe/app-error.ts';
import { alertKey, openAlert, resolveAlert, setAlertMessage } from '../../observe/alerts.ts';
import type { Schema } from '../../store/schema.ts';
import { say } from '../../words/say.ts';
import { said } from '../../words/said.ts';
import { callConnection } from '../connection/call.ts';
import { definitionOf, operationOf } from '../connection/definition.ts';
import { connectionsOf } from './check-spec.ts';
import { driftSaid } from './drift-said.ts';
import { findFlow } from './find.ts';
import type { CallingParts } from './parts.ts';

/** What changed at the destination of one step since it was mapped. */
export interface StepDrift {
  step: string;
  connectionId: string;
  drift: (Drift & { message: string })[];
  /** Why the destination could not be asked; then nothing is known of its drift. */
  unknown: string | null;
}

const TIMEOUT_MS = 10_000;

/**
 * Compares what a live flow fills with what its destinations have now, before an event fails by it. Its owner is told by
 * one alert a flow, which closes when all fits again; where a destination cannot be asked the alert stays as it was.
 */
export async function checkDrift(parts: CallingParts, workspaceId: string, flowId: string): Promise<StepDrift[]> {
  const flow = await findFlow(parts.store.db, workspaceId, flowId);
  const live = flow.published ?? flow.shadow;
  if (live === undefined) throw new AppError('conflict', 'This flow is not turned on, so nothing can have drifted away from it yet.');
  const spec = FlowSpec.parse(JSON.parse(live.spec));
  const connections = await connectionsOf(parts.store.db, workspaceId, spec);
  const found = await Promise.all(spec.steps.map((step) => checkStep(parts, step, connections.get(step.connection))));
  await parts.store.transaction((trx) => tell(trx, workspaceId, flow.row, found, parts.clock.now()));
  return found;
}

async function checkStep(parts: CallingParts, step: Step, connection: ConnectionRow | undefined): Promise<StepDrift> {
  const about = { step: step.key, connectionId: step.connection };
  if (connection === undefined) return { ...about, drift: [], unknown: 'Its connection was removed.' };
  const operation = operationOf(definitionOf(parts.destinations, connection), step.operation);
  const declared = fieldsOf(operation.payload);
  const { listFields } = operation;
  if (listFields === undefined) return { ...about, drift: inWords(findDrift(step, declared, declared)), unknown: null };
  try {
    const fields = await callConnection(parts, connection, 'drift', listFields, { timeoutMs: TIMEOUT_MS });
    return { ...about, drift: inWords(findDrift(step, fields, declared)), unknown: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ...about, drift: [], unknown: error.message };
  }
}

function inWords(drift: Drift[]): StepDrift['drift'] {
  return drift.map((one) => ({ ...one, message: say('en', driftSaid(one)) }));
}

async function tell(trx: Transaction<Schema>, workspaceId: string, flow: { id: string; name: string }, found: StepDrift[], now: number) {
  await trx.updateTable('flows').set({ drift_checked_at: now }).where('id', '=', flow.id).execute();
  const key = alertKey.drift(flow.id);
  const lines = found.flatMap(({ step, drift }) => drift.map((one) => said('alert.drift.line', { step, words: driftSaid(one) })));
  if (lines.length > 0) {
    const message = said('alert.drift', { name: flow.name, lines });
    const isNew = await openAlert(trx, { workspaceId, key, kind: 'drift', message, about: { kind: 'flow', id: flow.id } }, now);
    if (!isNew) await setAlertMessage(trx, workspaceId, key, message);
  } else if (found.every(({ unknown }) => unknown === null)) {
    await resolveAlert(trx, workspaceId, key, now);
  }
}
