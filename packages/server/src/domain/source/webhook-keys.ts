import { generateSecret } from '@handoff/shared/event';
import { hashSecret, newSecret } from '../../secrets/hash.ts';
import type { Keyring } from '../../secrets/keyring.ts';
import { newId } from '../../store/ids.ts';
import type { Db } from '../../store/schema.ts';
import { toIso } from '../times.ts';

/** A webhook source's two secrets, shown once: one to sign with, one for tools that cannot sign. */
export interface WebhookSecrets {
  signingSecret: string;
  addressSecret: string;
}

export function newWebhookSecrets(): WebhookSecrets {
  return { signingSecret: generateSecret(), addressSecret: newSecret('') };
}

/** Keeps them: the signing secret sealed, since it is needed to check; of the address only the hash. */
export async function storeWebhookSecrets(
  db: Db,
  keyring: Keyring,
  source: { id: string; workspaceId: string },
  secrets: WebhookSecrets,
  now: number,
): Promise<void> {
  const key = { workspace_id: source.workspaceId, source_id: source.id, created_at: now };
  await db
    .insertInto('source_keys')
    .values([
      { ...key, id: newId('key'), kind: 'hmac', material: await keyring.seal(secrets.signingSecret) },
      { ...key, id: newId('key'), kind: 'url', material: hashSecret(secrets.addressSecret) },
    ])
    .execute();
}

/** Ends the secrets a source has, or those of one kind; answers since when there were any, for the audit. */
export async function endSecrets(db: Db, sourceId: string, now: number, kind?: 'hmac'): Promise<string | null> {
  const ended = await db
    .updateTable('source_keys')
    .set({ revoked_at: now })
    .where('source_id', '=', sourceId)
    .where('revoked_at', 'is', null)
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind as 'hmac'))
    .returning('created_at')
    .execute();
  return ended.length === 0 ? null : toIso(Math.min(...ended.map(({ created_at: since }) => since)));
}

export function hookUrl(publicUrl: string, sourceId: string): string {
  return `${publicUrl}/v1/hooks/${sourceId}`;
}

export function secretHookUrl(publicUrl: string, sourceId: string, { addressSecret }: WebhookSecrets): string {
  return `${hookUrl(publicUrl, sourceId)}/${addressSecret}`;
}
