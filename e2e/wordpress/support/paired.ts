import { inject } from 'vitest';
import type { Outbox, Status } from './answers.ts';
import type { DatabaseServer } from './database.ts';
import { type ServedSite, serveSite } from './serve.ts';
import { serveByFpm } from './fpm.ts';
import { type RealServer, type ServerOptions, startServer } from './server.ts';
import { createSite, type Site, type SiteOptions } from './site.ts';
import { until } from './until.ts';
import { signIn, type Visitor } from './visitor.ts';

export interface PairedOptions extends Omit<SiteOptions, 'handoff'>, ServerOptions {
  /** php-fpm behind nginx instead of `php -S`. */
  fpm?: boolean;
  /** `false`: a server beside the site, and nobody has connected them yet. */
  paired?: boolean;
}

/** A served site with the installed plugin, a Handoff server, and an administrator who paired the two in the panel's way. */
export interface PairedSite {
  site: Site;
  served: ServedSite;
  server: RealServer;
  admin: Visitor;
  status: () => Promise<Status>;
  /** The rows of the site's outbox, latest first. */
  outbox: () => Promise<Outbox['items']>;
  /** Calls a route that must answer 200. */
  call: <T = unknown>(method: string, route: string, body?: unknown) => Promise<T>;
  /** Starts the web server again at the same address, as a host does after it fell. */
  restart: () => Promise<void>;
  /** Lets a minute's cron run now, whatever is due. */
  cron: () => Promise<void>;
  /** Sends now what waits, as the owner's button does, and lets what the site was sending by itself come to its end. */
  flush: () => Promise<{ sent: number; failed: number; left: number; message: string | null }>;
  close: () => Promise<void>;
}

export async function pairedSite(database: DatabaseServer, options: PairedOptions = {}): Promise<PairedSite> {
  const { fpm = false, paired = true, workspace = 'hubspot', ...siteOptions } = options;
  const environment = inject('wordpress');
  const packed = 'zip' in environment ? environment.zip : undefined;
  const [server, site] = await Promise.all([
    startServer({ workspace }),
    createSite(database, packed !== undefined && 'zip' in packed ? { ...siteOptions, handoff: packed } : siteOptions),
  ]);
  let served: ServedSite | undefined;
  const close = async () => void (await Promise.all([served?.stop(), server.close()]));
  try {
    const serve = (port?: number) => (fpm ? serveByFpm : serveSite)(site, port === undefined ? {} : { port });
    served = await serve();
    const { url } = served;
    const admin = await signIn(url);
    const call = async <T>(method: string, route: string, body?: unknown): Promise<T> => {
      const { status, json } = await admin.rest<T>(method, `handoff/v1/${route}`, body);
      if (status !== 200) throw new Error(`${method} ${route} answered ${status}: ${JSON.stringify(json)}`);
      return json;
    };
    if (paired) await call('POST', 'connect', { code: await server.connectionCode() });
    const on: PairedSite = {
      site,
      served,
      server,
      admin,
      call,
      close,
      status: () => call<Status>('GET', 'status'),
      outbox: async () => (await call<Outbox>('GET', 'outbox?limit=200')).items,
      cron: async () => {
        await site.php(`foreach (_get_cron_array() as $time => $hooks) if (isset($hooks['handoff_sweep'])) {
          wp_unschedule_event($time, 'handoff_sweep'); wp_schedule_event(time() - 1, 'handoff_minute', 'handoff_sweep'); }
          delete_transient('doing_cron');`);
        await admin.get('/wp-cron.php?doing_wp_cron');
      },
      restart: async () => {
        await on.served.stop();
        on.served = served = await serve(Number(new URL(url).port));
      },
      flush: async () => {
        const report = await call<Awaited<ReturnType<PairedSite['flush']>>>('POST', 'outbox/flush');
        await until('nothing is being sent', async () => (await call<Outbox>('GET', 'outbox?state=leased')).items.length === 0);
        return report;
      },
    };
    return on;
  } catch (error) {
    await close();
    throw error;
  }
}
