import { startDatabase } from '../../../e2e/wordpress/support/database.ts';
import { serveByFpm } from '../../../e2e/wordpress/support/fpm.ts';
import { serveSite } from '../../../e2e/wordpress/support/serve.ts';
import { startServer } from '../../../e2e/wordpress/support/server.ts';
import { createSite, type Site } from '../../../e2e/wordpress/support/site.ts';
import { until } from '../../../e2e/wordpress/support/until.ts';
import { signIn } from '../../../e2e/wordpress/support/visitor.ts';
import { type Proxy, startProxy } from '../../chaos/wordpress/proxy.ts';
import type { Measured } from '../../lib/checks.ts';
import type { Kit } from '../../lib/kit.ts';
import { median, round } from '../../lib/stats.ts';
import { METER } from './meter-plugin.ts';
import { type Counter, submit, type Visit } from './visits.ts';

const PAIRS = 40;
const WARM_UP = 5;
const WEATHERS = ['up', 'down', 'hanging'] as const;
type Weather = (typeof WEATHERS)[number];

interface Cost {
  host: string;
  weather: Weather;
  addedMs: number;
  addedQueries: number;
}

/**
 * What Handoff adds to sending a contact form: the same form on the same site with and without it, in turn, until the
 * visitor has the answer; with the server up, down and hanging, behind php-fpm with nginx and on `php -S`.
 */
export async function measureFormCost(kit: Kit): Promise<Measured[]> {
  const database = await startDatabase();
  const proxy = await startProxy();
  const server = await startServer({ publicUrl: proxy.url });
  const costs: Cost[] = [];
  try {
    for (const host of ['php-fpm', 'php -S'] as const) {
      proxy.target = server.url;
      const site = await createSite(database, { version: '6.8', plugins: ['contact-form-7'] });
      await site.addMuPlugin('meter.php', METER);
      const served = await (host === 'php-fpm' ? serveByFpm(site) : serveSite(site));
      try {
        const admin = await signIn(served.url);
        const { status, json } = await admin.rest('POST', 'handoff/v1/connect', { code: await server.connectionCode() });
        if (status !== 200) throw new Error(`The site could not be paired: ${JSON.stringify(json)}`);
        const counter: Counter = { site, url: served.url, form: await makeForm(site), letsGo: host === 'php-fpm' ? 'before' : 'after' };
        for (const weather of WEATHERS) {
          setWeather(proxy, server.url, weather);
          const cost = { host, weather, ...(await compare(counter, weather)) };
          kit.say(`  ${host}, server ${weather}: ${round(cost.addedMs)} ms and ${cost.addedQueries} queries more`);
          costs.push(cost);
        }
      } finally {
        proxy.clear();
        await served.stop();
      }
    }
  } finally {
    await Promise.all([server.close(), proxy.close()]);
    await database.stop();
  }
  return [
    { name: 'added_queries', value: Math.max(...costs.map(({ addedQueries }) => addedQueries)), unit: 'queries', note: 'the most of any' },
    ...WEATHERS.map((weather) => {
      const of = costs.filter((cost) => cost.weather === weather);
      const note = of.map(({ host, addedMs }) => `${host} ${round(addedMs)}`).join(', ');
      return { name: `added_ms_server_${weather}`, value: round(Math.max(...of.map(({ addedMs }) => addedMs))), unit: 'ms', note };
    }),
  ];
}

function setWeather(proxy: Proxy, url: string, weather: Weather): void {
  proxy.clear();
  proxy.target = weather === 'down' ? undefined : url;
  proxy.weather = weather === 'hanging' ? 'hang' : 'pass';
}

/** Medians of with less without, in changing order; each pair begins when the last one's work behind the scenes is over. */
async function compare(counter: Counter, weather: Weather): Promise<{ addedMs: number; addedQueries: number }> {
  const withIt: Visit[] = [];
  const without: Visit[] = [];
  for (let pair = -WARM_UP; pair < PAIRS; pair += 1) {
    const order = pair % 2 === 0 ? [true, false] : [false, true];
    for (const leaveOut of order) {
      const visit = await submit(counter, { without: leaveOut });
      if (pair >= 0) (leaveOut ? without : withIt).push(visit);
      // What hangs is meant to be there beside the next visitor.
      if (!leaveOut && weather !== 'hanging') await quiet(counter.site);
    }
  }
  const middle = (visits: Visit[], of: (visit: Visit) => number) => median(visits.map(of));
  return {
    addedMs: middle(withIt, ({ ms }) => ms) - middle(without, ({ ms }) => ms),
    addedQueries: middle(withIt, ({ queries }) => queries) - middle(without, ({ queries }) => queries),
  };
}

/** Nothing is being sent. A row that was sent or failed is at rest. */
async function quiet(site: Site): Promise<void> {
  const busy = `SELECT COUNT(*) FROM wp_handoff_outbox WHERE state = 'leased'`;
  await until('nothing is being sent', async () => (await site.sql(busy)).trim() === '0');
}

function makeForm(site: Site): Promise<number> {
  return site.php<number>(`$form = WPCF7_ContactForm::get_template(['title' => 'Ask us']);
    $form->set_properties(['form' => '<label>Your name [text* your-name]</label> <label>Your email [email* your-email]</label>'
      . ' <label>Your message [textarea your-message]</label> [submit "Send"]']);
    return (int) $form->save();`);
}
