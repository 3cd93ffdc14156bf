import { AppError } from '../../observe/app-error.ts';
import type { Clock } from '../../observe/clock.ts';
import type { Keyring } from '../../secrets/keyring.ts';
import { newId } from '../../store/ids.ts';
import type { Store } from '../../store/store.ts';
import { recordAudit } from '../audit/record.ts';
import { freeSlug } from '../slug.ts';
import { mergeSourceSettings } from './settings.ts';
import { sourceView } from './view.ts';
import { hookUrl, newWebhookSecrets, secretHookUrl, storeWebhookSecrets } from './webhook-keys.ts';

export interface NewWebhookSource {
  workspaceId: string;
  name: string;
  slug: string | undefined;
  settings: Record<string, unknown>;
  by: string;
}

/** Makes a generic webhook source. Like a paired site it is only watched at first, unless its settings say otherwise. */
export async function createWebhookSource(
  parts: { store: Store; keyring: Keyring; clock: Clock; publicUrl: () => string },
  request: NewWebhookSource,
) {
  const { workspaceId, name } = request;
  const settings = mergeSourceSettings({ screening: { observe: true } }, request.settings);
  const id = newId('src');
  const secrets = newWebhookSecrets();
  const now = parts.clock.now();
  const view = await parts.store.transaction(async (trx) => {
    const slug = request.slug ?? (await freeSlug(trx, 'sources', workspaceId, name));
    const row = await trx
      .insertInto('sources')
      .values({
        id,
        workspace_id: workspaceId,
        slug,
        kind: 'webhook',
        name,
        url: hookUrl(parts.publicUrl(), id),
        settings: JSON.stringify(settings),
        created_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst();
    if (row === undefined) throw new AppError('conflict', `There is a source with the short name "${slug}" already. Choose another.`);
    await storeWebhookSecrets(trx, parts.keyring, { id, workspaceId }, secrets, now);
    await recordAudit(trx, {
      workspaceId,
      at: now,
      actor: request.by,
      action: 'source.created',
      entity: 'source',
      entityId: id,
      after: { kind: 'webhook', name, slug, settings },
    });
    return sourceView(trx, row);
  });
  return {
    ...view,
    signingSecret: secrets.signingSecret,
    hookUrl: hookUrl(parts.publicUrl(), id),
    secretHookUrl: secretHookUrl(parts.publicUrl(), id, secrets),
  };
}
