import type { Selectable } from 'kysely';
import type { DestinationDefinition, LimitSpec } from '../destinations/kit/types.ts';
import type { Keyring } from '../secrets/keyring.ts';
import type { Schema } from '../store/schema.ts';

export type ConnectionRow = Selectable<Schema['connections']>;

/** A connection with its secrets opened, for as long as a call needs it. */
export interface OpenConnection {
  row: ConnectionRow;
  definition: DestinationDefinition;
  settings: Record<string, unknown>;
  limits: LimitSpec[];
}

/** A connection whose stored settings no longer fit: shown to its owner, nothing is sent. */
export class ConnectionUnusable extends Error {
  override readonly name = 'ConnectionUnusable';
}

const opened = new Map<string, { stamp: string; connection: Omit<OpenConnection, 'row'> }>();
const CACHED_CONNECTIONS = 2000;

/** Opens a connection's settings. Opening a seal costs more than a call should, so it is kept while the row stays the same. */
export async function openConnection(
  row: ConnectionRow,
  parts: { keyring: Keyring; destinations: Record<string, DestinationDefinition> },
): Promise<OpenConnection> {
  const stamp = `${row.settings}\n${row.secrets ?? ''}`;
  const known = opened.get(row.id);
  if (known?.stamp === stamp) return { row, ...known.connection };

  const definition = parts.destinations[row.destination];
  if (definition === undefined) throw new ConnectionUnusable(`This server knows no destination called "${row.destination}".`);
  const secrets = row.secrets === null ? {} : (JSON.parse(await parts.keyring.open(row.secrets)) as Record<string, unknown>);
  const parsed = definition.settings.safeParse({ ...(JSON.parse(row.settings) as Record<string, unknown>), ...secrets });
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    throw new ConnectionUnusable(`The settings of "${row.name}" are not complete (${fields}). Open the connection and save it again.`);
  }
  const connection = { definition, settings: parsed.data, limits: scopedLimits(definition, definition.limits(parsed.data), row.id) };
  if (opened.size >= CACHED_CONNECTIONS) opened.delete(opened.keys().next().value as string);
  opened.set(row.id, { stamp, connection });
  return { row, ...connection };
}

/** Scopes are the vendor's words; `connection` and `account` without a number mean this connection alone. */
export function scopedLimits(definition: DestinationDefinition, limits: LimitSpec[], connectionId: string): LimitSpec[] {
  return limits.map((limit) => ({
    ...limit,
    scope: `${definition.type}:${limit.scope.includes(':') ? limit.scope : `${limit.scope}:${connectionId}`}`,
  }));
}
