import type { Fetch } from '../../../destinations/kit/http.ts';
import { AppError } from '../../../observe/app-error.ts';
import type { Clock } from '../../../observe/clock.ts';
import { verifyKey } from '../../../screening/services/akismet.ts';
import type { ServiceName } from '../../../screening/services/asked.ts';
import { ServiceFailure } from '../../../screening/services/call.ts';
import { verifySecret } from '../../../screening/services/turnstile.ts';
import type { Keyring } from '../../../secrets/keyring.ts';
import { newId } from '../../../store/ids.ts';
import type { Store } from '../../../store/store.ts';
import { recordAudit } from '../../audit/record.ts';
import type { Reach } from '../../reach.ts';
import { findSource } from '../../source/find.ts';
import { resolveScreenerAlerts } from './problem.ts';
import { hasPages, isSite, openSecret, type ServiceRow, serviceRow, type ServiceSettings, servicesView, settingsOf } from './settings.ts';

export interface ServiceParts {
  store: Store;
  keyring: Keyring;
  clock: Clock;
  fetch: Fetch;
}

/** Has a source ask Akismet about each message, or no more. The key is tried before anything is kept. */
export async function setAkismet(
  parts: ServiceParts,
  reach: Reach,
  sourceId: string,
  change: { on: boolean; key?: string | undefined; site?: string | undefined },
) {
  const source = await findSource(parts.store.db, reach, sourceId);
  const before = await serviceRow(parts.store.db, sourceId, 'akismet');
  const site = change.site ?? settingsOf(before).site ?? source.url;
  if (change.on && !isSite(site))
    throw refused('/site', 'Enter the address of the site, as https://example.com. Akismet wants to know it.');
  return set(parts, reach, {
    service: 'akismet',
    sourceId,
    before,
    on: change.on,
    secret: change.key,
    settings: { site },
    noSecret: refused('/key', 'Enter the key of your Akismet account. You find it at akismet.com, under Account.'),
    check: async (key) => {
      if (await verifyKey(parts.fetch, { key, site })) return;
      throw refused(
        '/key',
        `Akismet does not take this key for ${site}. Copy it again from your account at akismet.com, and check the address.`,
      );
    },
  });
}

/** Has a source's forms show Cloudflare's check of visitors, or no more. The secret key is tried before anything is kept. */
export async function setTurnstile(
  parts: ServiceParts,
  reach: Reach,
  sourceId: string,
  change: { on: boolean; siteKey?: string | undefined; secret?: string | undefined },
) {
  const source = await findSource(parts.store.db, reach, sourceId);
  const before = await serviceRow(parts.store.db, sourceId, 'turnstile');
  const siteKey = change.siteKey ?? settingsOf(before).siteKey;
  if (change.on && !hasPages(source))
    throw new AppError(
      'conflict',
      'Turnstile belongs to the pages of a site, and this source has none that can show it. Use it on a paired site.',
    );
  if (change.on && siteKey === undefined)
    throw refused('/siteKey', 'Enter the site key of your Turnstile widget. You find it at dash.cloudflare.com, under Turnstile.');
  return set(parts, reach, {
    service: 'turnstile',
    sourceId,
    before,
    on: change.on,
    secret: change.secret,
    settings: siteKey === undefined ? {} : { siteKey },
    noSecret: refused('/secret', 'Enter the secret key of your Turnstile widget. It stands below the site key.'),
    check: async (secret) => {
      if (await verifySecret(parts.fetch, secret)) return;
      throw refused('/secret', 'Cloudflare does not know this secret key. Copy it again; it is not the site key.');
    },
  });
}

interface Setting {
  service: ServiceName;
  sourceId: string;
  before: ServiceRow | undefined;
  on: boolean;
  secret: string | undefined;
  settings: ServiceSettings;
  noSecret: AppError;
  /** Throws where the service refuses the secret. */
  check: (secret: string) => Promise<void>;
}

async function set(parts: ServiceParts, reach: Reach, setting: Setting) {
  const { store, keyring, clock } = parts;
  const { service, sourceId, before, on, settings } = setting;
  const secret = setting.secret ?? (before === undefined ? undefined : await openSecret(keyring, before.secret));
  if (secret === undefined) {
    if (on || before === undefined) throw setting.noSecret;
  } else if (on || setting.secret !== undefined) await checked(setting, secret);
  const sealed = setting.secret === undefined ? before?.secret : await keyring.seal(setting.secret);
  if (sealed === undefined) throw setting.noSecret;
  return store.transaction(async (trx) => {
    const source = await findSource(trx, reach, sourceId);
    if (on && source.revoked_at !== null) throw new AppError('conflict', 'This source was disconnected. Connect it again first.');
    const now = clock.now();
    // Each setting has an id of its own: what was wrong with the one before says nothing of it.
    const row = {
      id: newId('ssv'),
      workspace_id: reach.workspaceId,
      source_id: sourceId,
      service,
      active: on ? 1 : 0,
      settings: JSON.stringify(settings),
      secret: sealed,
      checked_at: now,
      problem: null,
      problem_at: null,
    };
    const { source_id: _source, service: _service, ...changed } = row;
    await trx
      .insertInto('screening_services')
      .values(row)
      .onConflict((conflict) => conflict.columns(['source_id', 'service']).doUpdateSet(changed))
      .execute();
    await resolveScreenerAlerts(trx, { workspaceId: reach.workspaceId, sourceId, services: [service] }, now);
    await recordAudit(trx, {
      workspaceId: reach.workspaceId,
      at: now,
      actor: reach.by,
      action: 'screening_service.set',
      entity: 'source',
      entityId: sourceId,
      before: before === undefined ? null : { service, on: before.active === 1, ...settingsOf(before) },
      after: { service, on, ...settings, ...(setting.secret === undefined ? {} : { key: 'entered anew' }) },
    });
    return servicesView(trx, source);
  });
}

async function checked({ check }: Setting, secret: string): Promise<void> {
  try {
    await check(secret);
  } catch (error) {
    if (!(error instanceof ServiceFailure)) throw error;
    throw new AppError(
      'destination_failed',
      `${error.message} So the key could not be tried, and nothing was saved. Try again in a while.`,
    );
  }
}

function refused(path: string, message: string): AppError {
  return new AppError('invalid', message, { problems: [{ path, message }] });
}
