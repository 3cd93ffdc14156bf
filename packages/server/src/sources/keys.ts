import { importKey, type VerifyingKey } from '@handoff/shared/event';
import type { Keyring } from '../secrets/keyring.ts';
import type { Store } from '../store/store.ts';

/** A source as the door needs it: who it is, whether it may come in, and by which keys it is known. */
export interface KnownSource {
  id: string;
  workspaceId: string;
  kind: string;
  name: string;
  revoked: boolean;
  settings: string;
  /** For Standard Webhooks signatures. */
  keys: VerifyingKey[];
  /** Shared secrets as text, for a sender that signs in a way of its own (Stripe). */
  sharedSecrets: string[];
  /** The text of the Ed25519 public keys, for JWTs and rotation. */
  publicKeys: string[];
  /** Hashes of secret addresses. */
  urlHashes: string[];
}

export interface SourceKeys {
  find: (sourceId: string) => Promise<KnownSource | undefined>;
  /** After a change made by this process. */
  forget: (sourceId: string) => void;
}

const KEPT_MS = 1000;
const CACHED_SOURCES = 5000;

/**
 * Looks sources up, keeping each for a second: the door is hot, and a revocation made on another replica
 * must hold soon.
 */
export function createSourceKeys(store: Store, keyring: Keyring, now: () => number): SourceKeys {
  const cache = new Map<string, { at: number; source: Promise<KnownSource | undefined> }>();
  return {
    find: (sourceId) => {
      const known = cache.get(sourceId);
      if (known !== undefined && now() - known.at < KEPT_MS && now() >= known.at) return known.source;
      const source = load(store, keyring, sourceId);
      if (cache.size >= CACHED_SOURCES) cache.delete(cache.keys().next().value as string);
      cache.set(sourceId, { at: now(), source });
      source.catch(() => cache.delete(sourceId));
      return source;
    },
    forget: (sourceId) => void cache.delete(sourceId),
  };
}

async function load(store: Store, keyring: Keyring, sourceId: string): Promise<KnownSource | undefined> {
  const row = await store.db.selectFrom('sources').selectAll().where('id', '=', sourceId).executeTakeFirst();
  if (row === undefined) return undefined;
  const rows = await store.db
    .selectFrom('source_keys')
    .selectAll()
    .where('source_id', '=', sourceId)
    .where('revoked_at', 'is', null)
    .execute();
  const publicKeys = rows.filter((key) => key.kind === 'ed25519').map((key) => key.material);
  const secrets = await Promise.all(rows.filter((key) => key.kind === 'hmac').map((key) => keyring.open(key.material)));
  // Stripe's secrets look like ours but are used as they are written, and need not be base64.
  const ownScheme = row.kind === 'stripe';
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    kind: row.kind,
    name: row.name,
    revoked: row.revoked_at !== null,
    settings: row.settings,
    keys: await Promise.all([...publicKeys, ...(ownScheme ? [] : secrets)].map((text) => importKey(text))),
    sharedSecrets: ownScheme ? secrets : [],
    publicKeys,
    urlHashes: rows.filter((key) => key.kind === 'url').map((key) => key.material),
  };
}
