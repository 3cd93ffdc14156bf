import { createPairAnswer, type PairAnswer, type PairRequest, verifyPairProof } from '@handoff/shared/api';
import { AppError } from '../../observe/app-error.ts';
import { hashSecret } from '../../secrets/hash.ts';
import { newId } from '../../store/ids.ts';
import type { Store } from '../../store/store.ts';
import type { Language } from '../../words/language.ts';
import { recordAudit } from '../audit/record.ts';
import type { ServerKeys } from '../server/keys.ts';
import { adoptLanguage } from '../workspace/language.ts';
import { insertWithSlug } from '../slug.ts';

/**
 * Connects a site: its proof and the code must hold; the code is used up in the same transaction. A workspace of which no
 * language is known yet has the site's from then on.
 */
export async function pairSource(
  parts: { store: Store; serverKeys: ServerKeys; clock: { now: () => number } },
  request: PairRequest,
  asked?: Language,
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
    const { kind, name, url } = request;
    // A new site is only watched at first: what screening would have kept back is shown, not acted on.
    const settings = JSON.stringify({ screening: { observe: true } });
    const source = await insertWithSlug(trx, { table: 'sources', workspaceId, name }, (slug) =>
      trx
        .insertInto('sources')
        .values({ id: sourceId, workspace_id: workspaceId, slug, kind, name, url, settings, created_at: now })
        .onConflict((conflict) => conflict.doNothing())
        .returning(['id', 'workspace_id', 'slug', 'kind', 'name', 'url'])
        .executeTakeFirst(),
    );
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
    if (asked !== undefined) await adoptLanguage(trx, workspaceId, asked);
    return trx.selectFrom('workspaces').select(['id', 'name']).where('id', '=', workspaceId).executeTakeFirstOrThrow();
  });
  return createPairAnswer({ request, sourceId, workspace, serverSecretKey: parts.serverKeys.secretKey });
}
