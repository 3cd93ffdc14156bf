import { importSigningKey, sign, type SigningKey } from '@handoff/shared/event';
import { sql } from 'kysely';
import type { Fetch } from '../../destinations/kit/http.ts';
import { startDeadline } from '../../destinations/kit/read.ts';
import type { Clock } from '../../observe/clock.ts';
import type { Logger } from '../../observe/logger.ts';
import { newId } from '../../store/ids.ts';
import type { Store } from '../../store/store.ts';
import type { ServerKeys } from '../server/keys.ts';
import { USER_AGENT } from '../../version.ts';

export interface WakeParts {
  store: Store;
  clock: Clock;
  /** Guarded against private addresses, as for destinations. */
  fetch: Fetch;
  serverKeys: Pick<ServerKeys, 'secretKey'>;
  logger: Logger;
}

interface QuietSite {
  id: string;
  url: string;
}

/** How long a site may be quiet, and the least time between two wakes of one site by all servers together. */
const QUIET_MS = 600_000;
const CALLS_AT_ONCE = 10;
const CALL_MS = 5000;

/**
 * Asks WordPress sites from which nothing came for ten minutes to send what waits in their outbox: WP-Cron runs only
 * when somebody visits, so on a quiet site an event that could not be sent at once would wait for the next visitor.
 * No answer is needed and no failure matters: a site that cannot be woken sends when it is visited. Answers how many
 * sites were called.
 */
export async function wakeSites(parts: WakeParts, stop?: AbortSignal): Promise<number> {
  const key = await importSigningKey(parts.serverKeys.secretKey);
  let called = 0;
  for (;;) {
    const sites = stop?.aborted === true ? [] : await takeQuietSites(parts);
    if (sites.length === 0) return called;
    await Promise.all(sites.map((site) => call(parts, site, key, stop)));
    called += sites.length;
  }
}

/** Takes the next sites to wake, by compare-and-set: of several servers one gets each. */
async function takeQuietSites({ store, clock }: WakeParts): Promise<QuietSite[]> {
  const now = clock.now();
  const quietSince = now - QUIET_MS;
  const notWoken = sql`coalesce(woken_at, 0) <= ${quietSince}`;
  const taken = await sql<QuietSite>`
    update sources set woken_at = ${now}
    where ${notWoken} and id in (
      select id from sources
      where kind = 'wordpress' and revoked_at is null and coalesce(last_event_at, created_at) <= ${quietSince} and ${notWoken}
      order by coalesce(woken_at, 0), id limit ${CALLS_AT_ONCE})
    returning id, url`.execute(store.db);
  return taken.rows;
}

async function call(parts: WakeParts, site: QuietSite, key: SigningKey, stop: AbortSignal | undefined): Promise<void> {
  const now = parts.clock.now();
  const deadline = startDeadline(CALL_MS, stop);
  try {
    const body = JSON.stringify({ sourceId: site.id, at: new Date(now).toISOString() });
    const signature = await sign([key], { id: newId('wak'), timestamp: Math.floor(now / 1000), body });
    const request = new Request(wakeUrl(site.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': USER_AGENT, ...signature },
      body,
      redirect: 'manual',
      signal: deadline.signal,
    });
    const answer = await Promise.race([parts.fetch(request), deadline.expired]);
    await answer.body?.cancel();
    if (!answer.ok) parts.logger.debug({ source: site.id, status: answer.status }, 'a site did not take its wake call');
  } catch (error) {
    parts.logger.debug({ source: site.id, error: String(error) }, 'a site could not be woken');
  } finally {
    deadline.stop();
  }
}

/** By query, because that reaches the REST API whatever the site's permalinks are. */
export function wakeUrl(siteUrl: string): string {
  const url = new URL(siteUrl);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/`;
  url.search = '?rest_route=/handoff/v1/wake';
  url.hash = '';
  return url.href;
}
