import type { Clock } from '../../observe/clock.ts';
import type { Keyring } from '../../secrets/keyring.ts';
import { newId } from '../../store/ids.ts';
import type { Store } from '../../store/store.ts';
import { insertSource, type NewSource } from './insert.ts';
import { mergeSourceSettings } from './settings.ts';
import { sourceView } from './view.ts';
import { hookUrl, newWebhookSecrets, secretHookUrl, storeWebhookSecrets } from './webhook-keys.ts';

/** Makes a generic webhook source. Like a paired site it is only watched at first, unless its settings say otherwise. */
export async function createWebhookSource(
  parts: { store: Store; keyring: Keyring; clock: Clock; publicUrl: () => string },
  request: NewSource,
) {
  const { workspaceId } = request;
  const settings = mergeSourceSettings({ screening: { observe: true } }, request.settings);
  const id = newId('src');
  const url = hookUrl(parts.publicUrl(), id);
  const secrets = newWebhookSecrets();
  const now = parts.clock.now();
  const view = await parts.store.transaction(async (trx) => {
    const row = await insertSource(trx, { ...request, id, kind: 'webhook', url, settings }, now);
    await storeWebhookSecrets(trx, parts.keyring, { id, workspaceId }, secrets, now);
    return sourceView(trx, row);
  });
  return {
    ...view,
    signingSecret: secrets.signingSecret,
    hookUrl: url,
    secretHookUrl: secretHookUrl(parts.publicUrl(), id, secrets),
  };
}
