import { generateEd25519, generateSecret, publicKeyOf } from '@handoff/shared/event';
import { createToken } from '../../packages/server/src/domain/token/create.ts';
import { open } from '../../packages/server/src/main.ts';
import { newId } from '../../packages/server/src/store/ids.ts';
import { contactFlow } from './submission.ts';

/** A workspace with one paired site, one outgoing webhook and one published flow between them. */
export interface Seeded {
  workspaceId: string;
  connectionId: string;
  flowId: string;
  versionId: string;
  sourceId: string;
  /** With this the site signs. */
  secretKey: string;
  /** An operator's API token. */
  token: string;
}

export interface SeedRequest {
  dataDir: string;
  databaseUrl?: string | undefined;
  /** Where the outgoing webhook posts. */
  receiverUrl?: string | undefined;
  /** The site's key, where several servers must know the same site. */
  like?: Seeded | undefined;
}

/** Settings of a benchmarked server: all as shipped, but for what only a bench needs. */
export function serverEnv(place: { dataDir: string; databaseUrl?: string | undefined }): Record<string, string> {
  return {
    HANDOFF_DATA_DIR: place.dataDir,
    ...(place.databaseUrl === undefined ? {} : { DATABASE_URL: place.databaseUrl }),
    HANDOFF_PORT: '0',
    // One source sends here as much as hundreds do in life.
    HANDOFF_SOURCE_EVENTS_PER_MINUTE: '1000000000',
    HANDOFF_ALLOW_PRIVATE_DESTINATIONS: 'true',
  };
}

/** Creates the store and fills in what a person would have set up. */
export async function seed(request: SeedRequest): Promise<Seeded> {
  const { deps, close } = await open({ ...serverEnv(request), HANDOFF_LOG_LEVEL: 'silent' });
  try {
    const { store, keyring } = deps;
    const ids = {
      workspaceId: request.like?.workspaceId ?? newId('ws'),
      sourceId: request.like?.sourceId ?? newId('src'),
      connectionId: newId('con'),
      flowId: newId('flw'),
      versionId: newId('ver'),
      secretKey: request.like?.secretKey ?? (await generateEd25519()).secretKey,
    };
    const now = Date.now();
    const common = { workspace_id: ids.workspaceId, created_at: now };
    await store.transaction(async (trx) => {
      await trx.insertInto('workspaces').values({ id: ids.workspaceId, name: 'Bench', settings: '{}', created_at: now }).execute();
      await trx
        .insertInto('sources')
        .values({
          ...common,
          id: ids.sourceId,
          slug: 'shop',
          kind: 'wordpress',
          name: 'shop.example',
          url: 'https://shop.example',
          // As every newly paired site: screening watches and keeps nothing back, also not thousands of like messages at once.
          settings: JSON.stringify({ screening: { observe: true } }),
        })
        .execute();
      await trx
        .insertInto('source_keys')
        .values({ ...common, id: newId('key'), source_id: ids.sourceId, kind: 'ed25519', material: await publicKeyOf(ids.secretKey) })
        .execute();
      await trx
        .insertInto('connections')
        .values({
          ...common,
          id: ids.connectionId,
          slug: 'receiver',
          destination: 'webhook',
          name: 'Receiver',
          settings: JSON.stringify({ url: request.receiverUrl ?? 'http://127.0.0.1:9/' }),
          secrets: await keyring.seal(JSON.stringify({ secret: generateSecret() })),
          scopes: '[]',
          updated_at: now,
        })
        .execute();
      await trx
        .insertInto('flows')
        .values({ ...common, id: ids.flowId, slug: 'contact', name: 'Contact form' })
        .execute();
      await trx
        .insertInto('flow_versions')
        .values({
          ...common,
          id: ids.versionId,
          flow_id: ids.flowId,
          version: 1,
          state: 'published',
          spec: JSON.stringify(contactFlow(ids.connectionId)),
          created_by: 'bench',
          updated_at: now,
          published_at: now,
        })
        .execute();
    });
    const { token } = await createToken(store.db, { name: 'bench', workspaceId: null }, now);
    return { ...ids, token };
  } finally {
    await close();
  }
}

/** Points the outgoing webhook of a seeded store elsewhere. */
export async function setReceiver(dataDir: string, site: Seeded, receiverUrl: string): Promise<void> {
  const { deps, close } = await open({ ...serverEnv({ dataDir }), HANDOFF_LOG_LEVEL: 'silent' });
  await deps.store.db
    .updateTable('connections')
    .set({ settings: JSON.stringify({ url: receiverUrl }) })
    .where('id', '=', site.connectionId)
    .execute();
  await close();
}
