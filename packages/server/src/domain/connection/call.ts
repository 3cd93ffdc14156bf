import { openConnection, ConnectionUnusable, type ConnectionRow, type OpenConnection } from '../../delivery/connections.ts';
import { accessFor, usesTokens } from '../../delivery/credentials.ts';
import { type CallContextOptions, createCallContext } from '../../destinations/kit/http.ts';
import { type CallContext, DestinationFailure } from '../../destinations/kit/types.ts';
import { AppError } from '../../observe/app-error.ts';
import { SealError } from '../../secrets/keyring.ts';
import { definitionOf } from './definition.ts';
import type { ConnectionParts } from './parts.ts';

/**
 * Calls the other system for a person who waits for the answer: no delivery, no attempt, nothing retried.
 * Throws `AppError` `destination_failed` with words for that person, whatever went wrong.
 */
export async function callConnection<T>(
  parts: ConnectionParts,
  row: ConnectionRow,
  purpose: string,
  work: (context: CallContext, connection: OpenConnection) => Promise<T>,
  /** What a call that writes sets for itself. */
  own: Partial<Pick<CallContextOptions<unknown>, 'idempotencyKey' | 'eventId' | 'dedupe' | 'timeoutMs'>> = {},
): Promise<T> {
  const { title } = definitionOf(parts.destinations, row);
  try {
    const { connection, accessToken } = await openWithAccess(parts, row);
    const context = createCallContext({
      definition: connection.definition,
      settings: connection.settings,
      accessToken,
      fetch: parts.fetch,
      baseUrlOverride: parts.config.allowBaseUrlOverride ? (connection.row.base_url ?? undefined) : undefined,
      idempotencyKey: `${purpose}:${row.id}`,
      eventId: purpose,
      now: parts.clock.now,
      record: () => {},
      ...own,
    });
    return await work(context, connection);
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (error instanceof DestinationFailure || error instanceof ConnectionUnusable || error instanceof SealError) {
      throw new AppError('destination_failed', error.message, { cause: error });
    }
    parts.logger.error(
      { connection: row.id, destination: row.destination, error: error instanceof Error ? error.name : 'unknown' },
      'a destination threw',
    );
    throw new AppError(
      'destination_failed',
      `${title} answered in a way Handoff cannot read. Try again; if it stays so, report it as a fault of Handoff.`,
      { cause: error },
    );
  }
}

async function openWithAccess(
  parts: ConnectionParts,
  row: ConnectionRow,
): Promise<{ connection: OpenConnection; accessToken: string | undefined }> {
  const connection = await openConnection(row, parts);
  // Asking before the first sign-in is no fault that should hold the connection and alert its owner.
  if (usesTokens(connection) && row.tokens === null)
    throw new AppError('destination_failed', `"${row.name}" is not signed in yet. Press "Connect" first.`);
  const access = await accessFor(parts, connection);
  if (access.state === 'ready') return { connection, accessToken: access.accessToken };
  if (access.state === 'refreshing') await access.done;
  const current = await parts.store.db.selectFrom('connections').selectAll().where('id', '=', row.id).executeTakeFirstOrThrow();
  const again = access.state === 'refreshing' ? await accessFor(parts, { ...connection, row: current }) : access;
  if (again.state === 'ready') return { connection: { ...connection, row: current }, accessToken: again.accessToken };
  throw new AppError(
    'destination_failed',
    current.hold_message ?? `The access to ${connection.definition.title} is being renewed just now. Try again in a few seconds.`,
  );
}
