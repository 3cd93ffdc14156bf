import { type RotateKeyRequest, verifyRotateKey } from '@handoff/shared/api';
import { keyFingerprint } from '@handoff/shared/event';
import { AppError } from '../../observe/app-error.ts';
import type { SourceKeys } from '../../sources/keys.ts';
import { newId } from '../../store/ids.ts';
import type { Store } from '../../store/store.ts';
import { recordAudit } from '../audit/record.ts';

/** Replaces a source's Ed25519 key; from then on the old one is refused. */
export async function rotateSourceKey(
  parts: { store: Store; sourceKeys: SourceKeys; clock: { now: () => number } },
  sourceId: string,
  request: RotateKeyRequest,
): Promise<{ sourceId: string; fingerprint: string }> {
  parts.sourceKeys.forget(sourceId);
  const source = await parts.sourceKeys.find(sourceId);
  if (source === undefined || request.sourceId !== sourceId)
    throw new AppError('source_unknown', 'This source is not known here. Pair the site with a new connection code.');
  if (source.revoked) throw new AppError('source_revoked', 'This source was disconnected. Pair the site with a new connection code.');
  const current = source.publicKeys[0];
  if (current === undefined) throw new AppError('conflict', 'This source has no key pair to replace: it signs with a shared secret.');
  const now = parts.clock.now();
  const proved = await verifyRotateKey(request, current, { now });
  if (!proved.ok) throw new AppError(proved.code === 'clock_skew' ? 'clock_skew' : 'signature_invalid', proved.message);
  const fingerprint = await keyFingerprint(request.newPublicKey);

  await parts.store.transaction(async (trx) => {
    const revoked = await trx
      .updateTable('source_keys')
      .set({ revoked_at: now })
      .where('source_id', '=', sourceId)
      .where('kind', '=', 'ed25519')
      .where('material', '=', current)
      .where('revoked_at', 'is', null)
      .returning('id')
      .execute();
    if (revoked.length === 0) throw new AppError('conflict', 'The key was changed by another request meanwhile.');
    await trx
      .insertInto('source_keys')
      .values({
        id: newId('key'),
        workspace_id: source.workspaceId,
        source_id: sourceId,
        kind: 'ed25519',
        material: request.newPublicKey,
        created_at: now,
      })
      .execute();
    await recordAudit(trx, {
      workspaceId: source.workspaceId,
      at: now,
      actor: `site:${source.name}`,
      action: 'source.key_rotated',
      entity: 'source',
      entityId: sourceId,
      before: { fingerprint: await keyFingerprint(current) },
      after: { fingerprint },
    });
  });
  parts.sourceKeys.forget(sourceId);
  return { sourceId, fingerprint };
}
