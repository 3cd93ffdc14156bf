import { startPostgres } from '../../packages/server/test/support/postgres.ts';
import type { Measured } from '../lib/checks.ts';
import { type Server, startServer } from '../lib/children.ts';
import type { Kit } from '../lib/kit.ts';
import { type Outside, startOutside } from '../lib/outside-client.ts';
import { type Seeded, seed, serverEnv } from '../lib/seed.ts';
import { median, round, spread } from '../lib/stats.ts';

const ROUNDS = 9;
const ROUND_SECONDS = 2;
const CONCURRENCY = 64;
const WARM_UP = 6000;
const SENDER_BUSY = 0.85;
const PATH = '/v1/events';

/**
 * Durable accepts a second as a share of what the same route does without a store. Every round posts the same signed
 * messages to each server in turn, in changing order; only one is loaded at a time. The workers are off.
 */
export async function measureAccept(kit: Kit): Promise<Measured[]> {
  const outside = startOutside();
  const postgres = await startPostgres();
  const servers: Record<string, Server> = {};
  try {
    const bareDir = await kit.scratch();
    const site = await seed({ dataDir: bareDir });
    servers['bare'] = await startServer(kit.build.bare, serverEnv({ dataDir: bareDir }));
    servers['sqlite'] = await startStore(kit, site, undefined);
    if (postgres !== undefined) servers['postgres'] = await startStore(kit, site, await postgres.createDatabase());

    const rates = await playRounds(kit, outside, site, servers);
    return [ratioOf('accept_ratio_sqlite', rates, 'sqlite'), ratioOf('accept_ratio_postgres', rates, 'postgres')];
  } finally {
    await Promise.all(Object.values(servers).map((server) => server.stop()));
    await outside.stop();
    await postgres?.stop();
  }
}

async function startStore(kit: Kit, like: Seeded, databaseUrl: string | undefined): Promise<Server> {
  const place = { dataDir: await kit.scratch(), databaseUrl };
  await seed({ ...place, like });
  return startServer(kit.build.cli('serve'), { ...serverEnv(place), HANDOFF_WORKER: 'off' });
}

async function playRounds(kit: Kit, outside: Outside, site: Seeded, servers: Record<string, Server>): Promise<Record<string, number[]>> {
  const names = Object.keys(servers);
  const rates: Record<string, number[]> = Object.fromEntries(names.map((name) => [name, []]));
  let count = WARM_UP;
  // Round 0 warms up, and says how many messages make a round of the wanted length.
  for (let played = 0; played <= ROUNDS; played += 1) {
    await outside.tell({ do: 'sign', count, run: `accept${played}`, sourceId: site.sourceId, secretKey: site.secretKey });
    const speeds: Record<string, number> = {};
    for (const name of played % 2 === 0 ? names : names.toReversed()) {
      const { perSecond, utilization } = await outside.tell({
        do: 'post',
        url: (servers[name] as Server).url,
        path: PATH,
        concurrency: CONCURRENCY,
      });
      speeds[name] = perSecond;
      if (utilization > SENDER_BUSY)
        kit.say(`  the sender was ${Math.round(utilization * 100)} % busy: it may have set the pace of ${name}`);
      if (played > 0) rates[name]?.push(perSecond);
    }
    if (played === 0) count = Math.round((speeds['bare'] ?? 1000) * ROUND_SECONDS);
    kit.say(
      `  accept ${played === 0 ? 'warm-up' : `round ${played}/${ROUNDS}`}: ${names.map((name) => `${name} ${Math.round(speeds[name] ?? 0)}/s`).join(', ')}`,
    );
  }
  return rates;
}

function ratioOf(name: string, rates: Record<string, number[]>, engine: string): Measured {
  const kept = rates[engine];
  if (kept === undefined)
    return { name, value: null, unit: 'ratio', note: 'PostgreSQL is not installed here: npm run system-parts postgres' };
  const bare = rates['bare'] ?? [];
  const ratios = kept.map((rate, index) => rate / (bare[index] ?? Number.NaN));
  const note = `${spread(ratios)}; ${Math.round(median(kept))} accepts/s, ${Math.round(median(bare))}/s without a store`;
  return { name, value: round(median(ratios), 3), unit: 'ratio', note };
}
