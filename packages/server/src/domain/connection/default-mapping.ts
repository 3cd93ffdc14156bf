import { type Envelope, parseEnvelope } from '@handoff/shared/event';
import type { Mapping } from '@handoff/shared/mapping';
import { AppError } from '../../observe/app-error.ts';
import type { Db } from '../../store/schema.ts';
import type { Reach } from '../reach.ts';
import { definitionOf, operationOf } from './definition.ts';
import { findConnection } from './find.ts';
import type { ConnectionParts } from './parts.ts';

export interface MappingRequest {
  workspaceId: string;
  connectionId: string;
  operation: string;
  type: string;
  /** An event whose fields help to choose. */
  eventId: string | undefined;
}

/** A first mapping that needs no editing for most events of the type. */
export async function defaultMapping(parts: ConnectionParts, request: MappingRequest): Promise<Mapping> {
  const { db } = parts.store;
  const row = await findConnection(db, request.workspaceId, request.connectionId);
  const operation = operationOf(definitionOf(parts.destinations, row), request.operation);
  const sample =
    request.eventId === undefined
      ? undefined
      : await sampleOf(db, { workspaceId: request.workspaceId, sourceId: undefined }, request.eventId);
  return operation.defaultMapping(request.type, sample);
}

/** The envelope of a stored event that the caller reaches; undefined where it cannot be read. */
export async function sampleOf(db: Db, reach: Pick<Reach, 'workspaceId' | 'sourceId'>, eventId: string): Promise<Envelope | undefined> {
  let named = db.selectFrom('events').select('body').where('id', '=', eventId).where('workspace_id', '=', reach.workspaceId);
  if (reach.sourceId !== undefined) named = named.where('source_id', '=', reach.sourceId);
  const row = await named.executeTakeFirst();
  if (row === undefined) throw new AppError('not_found', 'There is no such event in this workspace; it may be older than events are kept.');
  const parsed = parseEnvelope(JSON.parse(row.body));
  return parsed.ok ? parsed.envelope : undefined;
}
