import { startDatabase } from '../../../e2e/wordpress/support/database.ts';
import { serveByFpm } from '../../../e2e/wordpress/support/fpm.ts';
import { type ServedSite, serveSite } from '../../../e2e/wordpress/support/serve.ts';
import { type RealServer, startServer } from '../../../e2e/wordpress/support/server.ts';
import { copySite, createSite, type Site } from '../../../e2e/wordpress/support/site.ts';
import { until } from '../../../e2e/wordpress/support/until.ts';
import { signIn, type Visitor, visit } from '../../../e2e/wordpress/support/visitor.ts';
import { type Proxy, startProxy } from './proxy.ts';
import { FAULTS } from './faults-plugin.ts';

/** A real WordPress, paired with a real server through a proxy that spoils what passes it. */
export interface Scene {
  site: Site;
  server: RealServer;
  proxy: Proxy;
  admin: Visitor;
  /** Everyone whose comment the site should keep: they must all arrive, each once. */
  expected: Set<string>;
  /** Visitors whose comment did not succeed. */
  failed: string[];
  /** A visitor comments. What became of it is noted; a killed PHP leaves no answer, so `mayDie` asks the database instead. */
  comment: (options?: { mayDie?: boolean }) => Promise<void>;
  /** Runs the site's cron, as a minute passing does. */
  cron: () => Promise<void>;
  /** Presses "Send now". */
  flush: () => Promise<void>;
  /** Lets time pass for what waits on the site, without moving its clock away from the server's. In seconds. */
  pass: (seconds: number) => Promise<void>;
  rows: () => Promise<Record<string, number>>;
  /** Copies the site as people copy a staging site, and serves the copy. */
  copy: () => Promise<{ site: Site; served: ServedSite }>;
  /** One word from the faults plugin's list takes effect on the next request that comes by. */
  arm: (fault: string) => Promise<void>;
  close: () => Promise<void>;
}

export async function openScene(options: { fpm: boolean }): Promise<Scene> {
  const closing: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const end of closing.toReversed()) await end();
  };
  try {
    const database = await startDatabase();
    closing.push(database.stop);
    const proxy = await startProxy();
    closing.push(proxy.close);
    const server = await startServer({ publicUrl: proxy.url });
    closing.push(server.close);
    proxy.target = server.url;
    const site = await createSite(database, { version: '6.8', plugins: [] });
    await site.addMuPlugin('faults.php', FAULTS);
    const served = await (options.fpm ? serveByFpm(site) : serveSite(site));
    closing.push(served.stop);
    const admin = await signIn(served.url);
    const call = async (method: string, route: string, body?: unknown) => {
      const { status, json } = await admin.rest(method, `handoff/v1/${route}`, body);
      if (status !== 200) throw new Error(`${method} ${route} answered ${status}: ${JSON.stringify(json)}`);
    };
    await call('POST', 'connect', { code: await server.connectionCode() });

    const expected = new Set<string>();
    const failed: string[] = [];
    let visitors = 0;
    return {
      site,
      server,
      proxy,
      admin,
      expected,
      failed,
      close,
      comment: async ({ mayDie = false } = {}) => {
        const name = `v${(visitors += 1)}`;
        const said = `A word from ${name}.`;
        const page = await visit(served.url)
          .post('/wp-comments-post.php', { author: name, email: `${name}@example.com`, comment: said, comment_post_ID: '1' })
          .catch(() => undefined);
        if (page !== undefined && page.status === 200 && page.body.includes(said)) expected.add(`${name}@example.com`);
        else if (!mayDie) failed.push(name);
        // What WordPress kept counts, whatever the visitor saw of it.
        else if ((await site.sql(`SELECT 1 FROM wp_comments WHERE comment_author = '${name}'`)) !== '') expected.add(`${name}@example.com`);
      },
      cron: async () => {
        await site.php(`foreach (_get_cron_array() as $time => $hooks) if (isset($hooks['handoff_sweep'])) {
          wp_unschedule_event($time, 'handoff_sweep'); wp_schedule_event(time() - 1, 'handoff_minute', 'handoff_sweep'); }
          delete_transient('doing_cron');`);
        await admin.get('/wp-cron.php?doing_wp_cron').catch(() => undefined);
      },
      flush: async () => void (await admin.rest('POST', 'handoff/v1/outbox/flush').catch(() => undefined)),
      pass: async (seconds) => {
        const columns = ['next_at', 'created_at', 'lease_until', 'delivered_at'].map(
          (column) => `${column} = IF(${column} > ${seconds}, ${column} - ${seconds}, 0)`,
        );
        await site.sql(`UPDATE wp_handoff_outbox SET ${columns.join(', ')}`);
        await site.php(
          `$block = get_option('handoff_sending_block'); if (is_array($block)) {
             $block['tryAt'] -= $args['s']; $block['until'] = $block['until'] === null ? null : $block['until'] - $args['s'];
             update_option('handoff_sending_block', $block, false); } return null;`,
          { args: { s: seconds } },
        );
      },
      rows: async () => {
        const lines = (await site.sql('SELECT state, COUNT(*) FROM wp_handoff_outbox GROUP BY state')).trim().split('\n').filter(Boolean);
        return Object.fromEntries(lines.map((line) => line.split('\t')).map(([state = '', count]) => [state, Number(count)]));
      },
      copy: async () => {
        const copy = await copySite(database, site);
        const servedCopy = await serveSite(copy);
        closing.push(servedCopy.stop);
        return { site: copy, served: servedCopy };
      },
      arm: (fault) => site.write('wp-content/fault', fault),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Sends until nothing waits any more; time passes as it takes. */
export async function settle(scene: Scene): Promise<void> {
  await until(
    'nothing waits on the site',
    async () => {
      await scene.pass(4000);
      await scene.cron();
      const { pending = 0, leased = 0 } = await scene.rows();
      return pending + leased === 0;
    },
    120_000,
  );
}
