import type { Db } from '../../store/schema.ts';

interface Added {
  by: string;
  at: number;
}

/** Who let something in and when, as far as the audit reaches back. */
export interface Adders {
  /** Who last signed in for it or entered its key first. */
  connection: (id: string) => Added | undefined;
  /** Who made the connection code it was paired with, or the source itself. */
  source: (id: string) => Added | undefined;
  token: (id: string) => Added | undefined;
}

const ACTIONS = [
  'connection.created',
  'connection.authorized',
  'source.created',
  'source.paired',
  'connection_code.created',
  'token.created',
];
const ENTITIES = ['connection', 'source', 'connection_code', 'token'];

/** Reads it off the audit: one row for each thing that was let in. */
export async function readAdders(db: Db, workspaceId: string): Promise<Adders> {
  const rows = await db
    .selectFrom('audit')
    .select(['action', 'entity_id', 'actor', 'at', 'after'])
    .where('workspace_id', '=', workspaceId)
    // The index goes by the kind of thing first.
    .where('entity', 'in', ENTITIES)
    .where('action', 'in', ACTIONS)
    .orderBy('seq')
    .execute();
  const added = new Map<string, Added>();
  const codes = new Map<string, string>();
  for (const { action, entity_id: id, actor: by, at, after } of rows) {
    added.set(id, { by, at });
    const code = action === 'source.paired' ? (JSON.parse(after ?? '{}') as { connectionCode?: string }).connectionCode : undefined;
    if (code !== undefined) codes.set(id, code);
  }
  const find = (id: string) => added.get(id);
  return {
    connection: find,
    token: find,
    source: (id) => find(codes.get(id) ?? id),
  };
}
