import { importKey, KeyFormatError } from '@handoff/shared/event';
import { AppError } from '../../observe/app-error.ts';
import type { Clock } from '../../observe/clock.ts';
import type { Keyring } from '../../secrets/keyring.ts';
import type { SourceKeys } from '../../sources/keys.ts';
import { newId } from '../../store/ids.ts';
import type { Store } from '../../store/store.ts';
import { recordAudit } from '../audit/record.ts';
import type { Reach } from '../reach.ts';
import { toIso } from '../times.ts';
import { findSource } from './find.ts';
import { endSecrets } from './webhook-keys.ts';

interface Parts {
  store: Store;
  keyring: Keyring;
  clock: Clock;
  sourceKeys: SourceKeys;
}

/** Gives a webhook or Stripe source the secret (`whsec_…`) its senders sign with already; the one before stops at once. */
export async function setSigningSecret(parts: Parts, reach: Reach, sourceId: string, secret: string): Promise<void> {
  const now = parts.clock.now();
  const { workspaceId } = reach;
  const material = await parts.keyring.seal(secret);
  await parts.store.transaction(async (trx) => {
    const row = await findSource(trx, reach, sourceId);
    await checkSecret(row.kind, secret);
    if (row.revoked_at !== null) throw new AppError('conflict', 'This source was disconnected. Create a new one.');
    const since = await endSecrets(trx, sourceId, now, 'hmac');
    await trx
      .insertInto('source_keys')
      .values({ id: newId('key'), workspace_id: workspaceId, source_id: sourceId, kind: 'hmac', material, created_at: now })
      .execute();
    const entry = { workspaceId, at: now, actor: reach.by, action: 'source.secret_set', entity: 'source', entityId: sourceId };
    await recordAudit(trx, { ...entry, before: { secretSince: since }, after: { secretSince: toIso(now) } });
  });
  parts.sourceKeys.forget(sourceId);
}

/** The secret a webhook or Stripe source is checked with now. */
export async function currentSigningSecret(parts: Pick<Parts, 'store' | 'keyring'>, sourceId: string): Promise<string | undefined> {
  const row = await parts.store.db
    .selectFrom('source_keys')
    .select('material')
    .where('source_id', '=', sourceId)
    .where('kind', '=', 'hmac')
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return row === undefined ? undefined : parts.keyring.open(row.material);
}

async function checkSecret(kind: string, secret: string): Promise<void> {
  const refused = (message: string) => new AppError('invalid', message, { problems: [{ path: '/signingSecret', message }] });
  if (kind !== 'webhook' && kind !== 'stripe')
    throw new AppError('conflict', 'Only webhook and Stripe sources have a secret; a paired site signs with its own key.');
  if (!secret.startsWith('whsec_')) throw refused('A signing secret begins with "whsec_". Copy the whole secret.');
  if (kind === 'stripe') {
    // Used as it is written: Stripe's need not be base64.
    if (!/^whsec_[A-Za-z0-9+/=_-]{16,200}$/.test(secret)) throw refused('This is not a whole signing secret of Stripe. Copy it again.');
    return;
  }
  try {
    await importKey(secret);
  } catch (error) {
    if (!(error instanceof KeyFormatError)) throw error;
    throw refused(error.message);
  }
}
