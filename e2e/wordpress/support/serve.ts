import { join } from 'node:path';
import { programPath } from './parts.ts';
import { startGroup } from './processes.ts';
import type { Site } from './site.ts';

/** A site that answers requests. */
export interface ServedSite {
  url: string;
  /** The web server's own log. */
  log: () => string;
  stop: () => Promise<void>;
}

/**
 * Serves a site by `php -S` and makes the address its home.
 *
 * @param options port: the same as before where a site must keep its address; else a free one. workers: requests at once.
 */
export async function serveSite(site: Site, options: { port?: number; workers?: number } = {}): Promise<ServedSite> {
  const router = join(import.meta.dirname, 'php/router.php');
  const ini = ['memory_limit=256M', 'display_errors=0', 'opcache.enable=1', 'opcache.enable_cli=1'].flatMap((line) => ['-d', line]);
  const group = startGroup(programPath('php'), [...ini, '-S', `127.0.0.1:${options.port ?? 0}`, '-t', site.folder, router], {
    cwd: site.folder,
    env: { ...process.env, PHP_CLI_SERVER_WORKERS: String(options.workers ?? 4) },
  });
  const [, url = ''] = await group.says(/Development Server \((http:\/\/[\d.:]+)\) started/);
  await site.moveTo(url);
  return { url, log: group.log, stop: group.stop };
}
