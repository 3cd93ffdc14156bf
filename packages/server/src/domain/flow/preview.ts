import type { endpoints } from '@handoff/shared/api';
import type { Problem } from '@handoff/shared/event';
import { compileMapping } from '@handoff/shared/mapping';
import type { z } from 'zod';
import type { ConnectionRow } from '../../delivery/connections.ts';
import { AppError } from '../../observe/app-error.ts';
import { readsRecentOrders } from '../../pipeline/flows.ts';
import { withRecentOrders } from '../../pipeline/recent-orders.ts';
import { callConnection } from '../connection/call.ts';
import { definitionOf, operationOf } from '../connection/definition.ts';
import { findConnection } from '../connection/find.ts';
import type { Reach } from '../reach.ts';
import { foreseenPerson } from '../identity/foreseen.ts';
import { personMembers } from '../identity/known.ts';
import { chooseEvent } from '../sample/choose.ts';
import type { CallingParts } from './parts.ts';
import { makeRecord } from './record.ts';

type Operation = ReturnType<typeof operationOf>;
type PreviewRequest = z.output<typeof endpoints.preview.body>;
type PreviewView = z.input<typeof endpoints.preview.answer>;
type Match = { match?: NonNullable<PreviewView['match']> | null; warnings: Problem[] };

const TIMEOUT_MS = 20_000;

/** The exact record a mapping makes of an event, how, and what is wrong with it; on request also what it would update. Sends nothing. */
export async function preview(parts: CallingParts, reach: Reach, request: PreviewRequest): Promise<PreviewView> {
  const connection = await findConnection(parts.store.db, reach.workspaceId, request.connectionId);
  const operation = operationOf(definitionOf(parts.destinations, connection), request.operation);
  const chosen = await chooseEvent(parts, reach, request.event);
  const { envelope } = chosen;
  const person = await foreseenPerson(parts.store.db, reach, chosen, parts.clock.now());
  const known = readsRecentOrders(request.mapping) ? await withRecentOrders(parts.store.db, reach, chosen) : envelope;
  const { payload, problems, warnings, trace } = makeRecord(compileMapping(request.mapping), operation, {
    ...known,
    ...personMembers(envelope, person),
    steps: request.steps,
  });
  const looksUp = request.findMatch && problems.length === 0;
  const found = looksUp ? await findMatch(parts, connection, operation, payload) : { warnings: [] };
  return { payload, problems, trace: trace.map((field) => ({ ...field })), ...found, warnings: [...warnings, ...found.warnings] };
}

/** A look-up that fails is a warning: the record itself is as right as before. */
async function findMatch(parts: CallingParts, connection: ConnectionRow, operation: Operation, payload: unknown): Promise<Match> {
  const { findMatch: ask } = operation;
  if (ask === undefined) return { warnings: [] };
  try {
    const match = await callConnection(parts, connection, 'preview', (context) => ask(context, payload), { timeoutMs: TIMEOUT_MS });
    return { match: match ?? null, warnings: [] };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { warnings: [{ path: '', message: `What this would update could not be looked up. ${error.message}` }] };
  }
}
