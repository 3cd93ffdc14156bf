import { generateSecret } from '@handoff/shared/event';
import { hashSecret, newSecret } from '../../secrets/hash.ts';
import type { Keyring } from '../../secrets/keyring.ts';
import { newId } from '../../store/ids.ts';
import type { Db } from '../../store/schema.ts';

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

export function hookUrl(publicUrl: string, sourceId: string): string {
  return `${publicUrl}/v1/hooks/${sourceId}`;
}

export function secretHookUrl(publicUrl: string, sourceId: string, { addressSecret }: WebhookSecrets): string {
  return `${hookUrl(publicUrl, sourceId)}/${addressSecret}`;
}
