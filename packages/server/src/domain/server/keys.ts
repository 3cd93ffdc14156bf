import { randomBytes } from 'node:crypto';
import { generateEd25519, jwkThumbprint, publicKeyOf } from '@handoff/shared/event';
import type { Keyring } from '../../secrets/keyring.ts';
import type { Store } from '../../store/store.ts';

/** The server's own keys, made at its first start and the same on every replica. */
export interface ServerKeys {
  /** `whsk_`: signs the answer to a pairing, and wake calls. */
  secretKey: string;
  publicKey: string;
  /** In every connection code, so that a site knows the server it answers to. */
  thumbprint: string;
  /** Keys the fingerprints of the duplicate window: they say nothing to who steals the database. */
  fingerprintKey: Uint8Array;
}

/** Reads the server's keys, making them where there are none. Two replicas starting together agree on the first made. */
export async function loadServerKeys(store: Store, keyring: Keyring, now: number): Promise<ServerKeys> {
  const secretKey = await ensure(store, keyring, now, 'identity', async () => (await generateEd25519()).secretKey);
  const fingerprint = await ensure(store, keyring, now, 'fingerprint', () => Promise.resolve(randomBytes(32).toString('base64url')));
  const publicKey = await publicKeyOf(secretKey);
  return { secretKey, publicKey, thumbprint: await jwkThumbprint(publicKey), fingerprintKey: Buffer.from(fingerprint, 'base64url') };
}

async function ensure(store: Store, keyring: Keyring, now: number, purpose: string, make: () => Promise<string>): Promise<string> {
  const find = () => store.db.selectFrom('server_keys').select('sealed').where('purpose', '=', purpose).executeTakeFirst();
  const known = await find();
  if (known !== undefined) return keyring.open(known.sealed);
  await store.db
    .insertInto('server_keys')
    .values({ purpose, sealed: await keyring.seal(await make()), created_at: now })
    .onConflict((conflict) => conflict.column('purpose').doNothing())
    .execute();
  const made = await find();
  if (made === undefined) throw new Error(`The server key "${purpose}" could not be stored.`);
  return keyring.open(made.sealed);
}
