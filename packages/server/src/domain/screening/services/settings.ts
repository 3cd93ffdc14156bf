import { SERVICES, type ServiceName } from '../../../screening/services/asked.ts';
import { TURNSTILE_ACTION } from '../../../screening/services/turnstile.ts';
import { type Keyring, SealError } from '../../../secrets/keyring.ts';
import type { Db, Schema } from '../../../store/schema.ts';
import type { Reach } from '../../reach.ts';
import { findSource } from '../../source/find.ts';
import { toIso } from '../../times.ts';

export type ServiceRow = Schema['screening_services'];

/** What a service keeps that is no secret. */
export interface ServiceSettings {
  /** Akismet: the address it knows the site by. */
  site?: string;
  /** Turnstile: which widget the pages show. */
  siteKey?: string;
}

export async function serviceRow(db: Db, sourceId: string, service: ServiceName): Promise<ServiceRow | undefined> {
  return db
    .selectFrom('screening_services')
    .selectAll()
    .where('source_id', '=', sourceId)
    .where('service', '=', service)
    .executeTakeFirst();
}

/** The outside services of a source, without their secrets. */
export async function getScreeningServices({ store }: { store: { db: Db } }, reach: Reach, sourceId: string) {
  return servicesView(store.db, await findSource(store.db, reach, sourceId));
}

export async function servicesView(db: Db, source: { id: string; kind: string; url: string }) {
  const [akismet, turnstile] = await Promise.all(SERVICES.map((service) => serviceRow(db, source.id, service)));
  return {
    akismet: { ...stateOf(akismet), site: settingsOf(akismet).site ?? pagesOf(source) },
    turnstile: { ...stateOf(turnstile), siteKey: settingsOf(turnstile).siteKey ?? null, possible: isSite(pagesOf(source)) },
  };
}

/** Where the pages of a source are; empty where it has none, as a hook, whose address is this server's. */
export function pagesOf({ kind, url }: { kind: string; url: string }): string {
  return kind === 'webhook' || kind === 'stripe' ? '' : url;
}

export function isSite(url: string): boolean {
  return URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol);
}

/** What a page needs to show the visitor's check; null where the source does not ask for it. */
export async function widgetOf(db: Db, sourceId: string): Promise<{ siteKey: string; action: string } | null> {
  const row = await serviceRow(db, sourceId, 'turnstile');
  const { siteKey } = settingsOf(row);
  return row?.active === 1 && siteKey !== undefined ? { siteKey, action: TURNSTILE_ACTION } : null;
}

export function settingsOf(row: Pick<ServiceRow, 'settings'> | undefined): ServiceSettings {
  return row === undefined ? {} : (JSON.parse(row.settings) as ServiceSettings);
}

/** Undefined where no key opens it, so that it has to be entered anew. */
export async function openSecret(keyring: Keyring, sealed: string): Promise<string | undefined> {
  try {
    return await keyring.open(sealed);
  } catch (error) {
    if (error instanceof SealError) return undefined;
    throw error;
  }
}

function stateOf(row: ServiceRow | undefined) {
  const problem = row?.problem ?? null;
  return {
    on: row?.active === 1,
    hasKey: row !== undefined,
    checkedAt: row === undefined ? null : toIso(row.checked_at),
    problem: problem === null ? null : { message: problem, since: toIso(row?.problem_at ?? 0) },
  };
}
