import { isDeepStrictEqual } from 'node:util';
import { ServiceKey, type WorkspaceFile } from '@handoff/shared/api';
import { AppError } from '../../observe/app-error.ts';
import type { ServiceName } from '../../screening/services/asked.ts';
import { forgetScreeningService } from '../screening/services/forget.ts';
import { setService } from '../screening/services/set.ts';
import { openSecret, serviceRow, settingsOf } from '../screening/services/settings.ts';
import { type ServiceChange, wantedService } from '../screening/services/wanted.ts';
import { findSource } from '../source/find.ts';
import { type Applying, attempt, type Change, keptSecret, reachOf, readSecret } from './applying.ts';
import { readSlugs } from './slugs.ts';

type FileServices = NonNullable<WorkspaceFile['sources'][string]['services']>;

/** A service that shall be otherwise: done after the transaction, because its key is tried at the service. */
export interface ServiceSetting {
  at: string;
  sourceId: string;
  service: ServiceName;
  wanted: ServiceChange;
  change: Change;
}

/** One service as a file has it, whatever the file calls its parts; null: to be forgotten. */
interface Named {
  service: ServiceName;
  wanted: { on: boolean; place: string | undefined; secret: { env: string }; member: 'key' | 'secret' } | null;
}

const TITLES: Record<ServiceName, string> = { akismet: 'Akismet', turnstile: 'Turnstile' };

/** Checks the services of every source as far as nobody has to be asked, and answers with those that are to be set. */
export async function planServices(run: Applying): Promise<ServiceSetting[]> {
  const { sources } = await readSlugs(run.parts.store.db, run.workspaceId);
  const settings: ServiceSetting[] = [];
  for (const [slug, { services = {} }] of Object.entries(run.file.sources)) {
    if (run.refused.has(`/sources/${slug}`)) continue;
    for (const named of servicesIn(services)) {
      const at = `/sources/${slug}/services/${named.service}`;
      const change: Change = { entry: `${TITLES[named.service]} of source ${slug}`, action: 'unchanged', details: [] };
      run.changes.push(change);
      const setting = await attempt(run, at, () => plan(run, at, named, sources.get(slug), change));
      if (setting !== undefined) settings.push(setting);
    }
  }
  return settings;
}

/** Tries the key and keeps it; what the service says against it is a problem of the file. */
export async function setPlanned(run: Applying, { at, sourceId, service, wanted, change }: ServiceSetting): Promise<void> {
  const done = await attempt(run, at, () => setService(run.parts, reachOf(run), sourceId, service, wanted));
  if (done === undefined) Object.assign(change, { action: 'waiting', details: [] });
}

function servicesIn({ akismet, turnstile }: FileServices): Named[] {
  const named: Named[] = [];
  if (akismet !== undefined) {
    const wanted = akismet && { on: akismet.on, place: akismet.site, secret: akismet.key, member: 'key' as const };
    named.push({ service: 'akismet', wanted });
  }
  if (turnstile !== undefined) {
    const wanted = turnstile && { on: turnstile.on, place: turnstile.siteKey, secret: turnstile.secret, member: 'secret' as const };
    named.push({ service: 'turnstile', wanted });
  }
  return named;
}

/** Undefined: there is nothing to set, or it waits for the source, or it was refused. */
async function plan(
  run: Applying,
  at: string,
  { service, wanted }: Named,
  sourceId: string | undefined,
  change: Change,
): Promise<ServiceSetting | undefined> {
  const { parts } = run;
  const source = sourceId === undefined ? undefined : await findSource(parts.store.db, reachOf(run), sourceId);
  if (source === undefined || source.revoked_at !== null) {
    // What to do is said of the source itself.
    change.action = 'waiting';
    return undefined;
  }
  const row = await serviceRow(parts.store.db, source.id, service);
  if (wanted === null) {
    if (row === undefined) return undefined;
    await forgetScreeningService(parts, reachOf(run), source.id, service);
    Object.assign(change, { action: 'updated', details: ['forgotten'] });
    return undefined;
  }
  const { on, place } = wanted;
  const { settings } = wantedService(service, source, row, { on, place });
  const held = row === undefined ? undefined : await openSecret(parts.keyring, row.secret);
  const given = keyOf(run, `${TITLES[service]} of ${source.name}`, wanted, held);
  change.details = [
    ...(row === undefined || (row.active === 1) === on ? [] : [on ? 'on' : 'off']),
    ...(row === undefined || isDeepStrictEqual(settingsOf(row), settings) ? [] : ['settings']),
    ...(row === undefined || given === undefined ? [] : ['key']),
  ];
  if (row !== undefined && change.details.length === 0) return undefined;
  change.action = row === undefined ? 'created' : 'updated';
  return { at, sourceId: source.id, service, wanted: { on, place, secret: given }, change };
}

/** The key the environment gives where it is another than the one that is held. @throws AppError where there is none at all. */
function keyOf(
  run: Applying,
  name: string,
  { secret, member }: NonNullable<Named['wanted']>,
  held: string | undefined,
): string | undefined {
  const path = `/${member}`;
  const read = readSecret(run, secret, path);
  if ('message' in read) {
    if (held === undefined) throw new AppError('invalid', read.message, { problems: [read] });
    run.notes.push(keptSecret(name, 'key', secret.env));
    return undefined;
  }
  const key = ServiceKey.safeParse(read.value);
  if (key.success) return isDeepStrictEqual(key.data, held) ? undefined : key.data;
  const message = `What the environment variable ${secret.env} holds is no key. ${key.error.issues[0]?.message ?? ''}`;
  throw new AppError('invalid', message, { problems: [{ path, message }] });
}
