import { createPairAnswer, type PairAnswer, type PairRequest, verifyPairProof } from '@handoff/shared/api';
import { AppError } from '../../observe/app-error.ts';
import { hashSecret } from '../../secrets/hash.ts';
import { newId } from '../../store/ids.ts';
import type { Store } from '../../store/store.ts';
import { recordAudit } from '../audit/record.ts';
import type { ServerKeys } from '../server/keys.ts';
import { freeSlug } from '../slug.ts';

/** Connects a site: its proof and the code must hold; the code is used up in the same transaction. */
export async function pairSource(
  parts: { store: Store; serverKeys: ServerKeys; clock: { now: () => number } },
  request: PairRequest,
): Promise<PairAnswer> {
  const proof = await verifyPairProof(request);
  if (!proof.ok) throw new AppError('code_invalid', proof.message);
  const now = parts.clock.now();
  const sourceId = newId('src');
  const workspace = await parts.store.transaction(async (trx) => {
    const code = await trx
      .updateTable('connection_codes')
      .set({ used_at: now })
      .where('hash', '=', hashSecret(request.code))
      .where('used_at', 'is', null)
      .where('expires_at', '>', now)
      .returning(['id', 'workspace_id'])
      .executeTakeFirst();
    if (code === undefined)
      throw new AppError('code_invalid', 'This connection code was used already, or is older than 15 minutes. Create a new one.');
    const workspaceId = code.workspace_id;
    const slug = await freeSlug(trx, 'sources', workspaceId, request.name);
    const source = { id: sourceId, workspace_id: workspaceId, slug, kind: request.kind, name: request.name, url: request.url };
    // A new site is only watched at first: what screening would have kept back is shown, not acted on.
    const settings = JSON.stringify({ screening: { observe: true } });
    await trx
      .insertInto('sources')
      .values({ ...source, settings, created_at: now })
      .execute();
    await trx
      .insertInto('source_keys')
      .values({
        id: newId('key'),
        workspace_id: workspaceId,
        source_id: sourceId,
        kind: 'ed25519',
        material: request.publicKey,
        created_at: now,
      })
      .execute();
    await recordAudit(trx, {
      workspaceId,
      at: now,
      actor: `site:${request.url}`,
      action: 'source.paired',
      entity: 'source',
      entityId: sourceId,
      after: { ...source, connectionCode: code.id },
    });
    return trx.selectFrom('workspaces').select(['id', 'name']).where('id', '=', workspaceId).executeTakeFirstOrThrow();
  });
  return createPairAnswer({ request, sourceId, workspace, serverSecretKey: parts.serverKeys.secretKey });
}
