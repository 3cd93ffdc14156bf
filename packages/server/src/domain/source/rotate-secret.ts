import { AppError } from '../../observe/app-error.ts';
import type { Clock } from '../../observe/clock.ts';
import type { Keyring } from '../../secrets/keyring.ts';
import type { SourceKeys } from '../../sources/keys.ts';
import type { Store } from '../../store/store.ts';
import { recordAudit } from '../audit/record.ts';
import type { Reach } from '../reach.ts';
import { toIso } from '../times.ts';
import { findSource } from './find.ts';
import { endSecrets, newWebhookSecrets, secretHookUrl, storeWebhookSecrets } from './webhook-keys.ts';

/** Gives a webhook source new secrets; the old ones stop at once. */
export async function rotateSourceSecret(
  parts: { store: Store; keyring: Keyring; clock: Clock; sourceKeys: SourceKeys; publicUrl: () => string },
  reach: Reach,
  sourceId: string,
): Promise<{ signingSecret: string; secretHookUrl: string }> {
  const secrets = newWebhookSecrets();
  const now = parts.clock.now();
  await parts.store.transaction(async (trx) => {
    const row = await findSource(trx, reach, sourceId);
    if (row.kind === 'stripe')
      throw new AppError(
        'conflict',
        'Stripe makes the secret of this source. Roll it there (Developers → Webhooks), then set the new one here.',
      );
    if (row.kind !== 'webhook')
      throw new AppError(
        'conflict',
        'This source signs with its own key pair, which it changes by itself; only webhook sources have a secret.',
      );
    if (row.revoked_at !== null) throw new AppError('conflict', 'This source was disconnected. Create a new one.');
    const since = await endSecrets(trx, sourceId, now);
    await storeWebhookSecrets(trx, parts.keyring, { id: sourceId, workspaceId: reach.workspaceId }, secrets, now);
    await recordAudit(trx, {
      workspaceId: reach.workspaceId,
      at: now,
      actor: reach.by,
      action: 'source.secret_rotated',
      entity: 'source',
      entityId: sourceId,
      before: { secretSince: since },
      after: { secretSince: toIso(now) },
    });
  });
  parts.sourceKeys.forget(sourceId);
  return { signingSecret: secrets.signingSecret, secretHookUrl: secretHookUrl(parts.publicUrl(), sourceId, secrets) };
}
