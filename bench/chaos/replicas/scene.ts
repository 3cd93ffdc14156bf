import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@handoff/shared/api';
import { type PostgresCluster, startPostgres } from '../../../packages/server/test/support/postgres.ts';
import { buildServer } from '../../lib/build.ts';
import { clockOfFile } from '../../lib/clock-of-file.ts';
import { createRandom, type Random } from '../lib/random.ts';
import { type Senders, startSenders } from '../server/senders.ts';
import { apiClient, chaosEnv, operatorToken, setUp } from '../server/setup.ts';
import { startVendors, type Vendors } from '../server/vendors.ts';
import { layLine, type Line } from './line.ts';
import { findNginx, freePort, type Proxy, startProxy } from './proxy.ts';
import { createReplica, type Replica } from './servers.ts';

/** Two built servers on one PostgreSQL, each with a line of its own to it, behind nginx, under a stream of events. */
export interface Scene {
  cluster: PostgresCluster;
  databaseUrl: string;
  lines: [Line, Line];
  replicas: [Replica, Replica];
  proxy: Proxy;
  vendors: Vendors;
  senders: Senders;
  client: Client;
  workspaceId: string;
  random: Random;
  close: () => Promise<void>;
}

/** Vendors without bad days: what goes wrong here is ours alone. They still take up to 120 ms, so that a kill finds calls under way. */
const GOOD_DAYS = { hubspot: { single: 0, storm: 0 }, hook: { single: 0, storm: 0 }, slack: { single: 0, storm: 0 } };
/** As patient as sites are: longer than the proxy needs to try the other server. */
const PATIENCE = { answerMs: 20_000, heedsRetryAfter: true };
/** Some 70 events a second: a stream that leaves no backlog, so that how soon an event arrives tells whether all is well. */
const PACE = 4;
/** Shipped: 60. Shorter, so that what a killed server held goes on within the run. */
const LEASE_SECONDS = '10';
/** By so much the clock of the second server's machine is ahead, longer than a lease: they go by the database's. */
const AHEAD_MS = 30_000;

/** Why it cannot be set up here, or the scene. */
export async function setScene(seed: number): Promise<Scene | { notRun: string }> {
  const nginx = findNginx();
  if (nginx === undefined) return { notRun: 'nginx is not installed here (npm run system-parts nginx)' };
  const build = await buildServer();
  const cluster = await startPostgres();
  if (cluster === undefined) return { notRun: 'PostgreSQL is not installed here (npm run system-parts postgres)' };
  const closing: (() => Promise<unknown>)[] = [() => cluster.stop()];
  const close = async () => {
    for (const each of closing.splice(0).toReversed()) await each();
  };
  try {
    const random = createRandom(seed);
    const folder = await mkdtemp(join(tmpdir(), 'handoff-replicas-'));
    closing.push(() => rm(folder, { recursive: true, force: true }));
    const databaseUrl = await cluster.createDatabase();
    const place = { dataDir: join(folder, 'data'), databaseUrl };
    const token = await operatorToken(place);

    const ports: [number, number] = [await freePort(), await freePort()];
    const lines = await Promise.all([lineTo(databaseUrl), lineTo(databaseUrl)]);
    closing.push(() => Promise.all(lines.map((line) => line.close())));
    const env = (line: Line) => ({
      ...chaosEnv({ ...place, databaseUrl: through(databaseUrl, line) }),
      HANDOFF_LEASE_SECONDS: LEASE_SECONDS,
      // Asked whether they are ready four times a second.
      HANDOFF_PUBLIC_REQUESTS_PER_MINUTE: '100000',
    });
    const shiftFile = join(folder, 'ahead');
    await writeFile(shiftFile, String(AHEAD_MS));
    const ahead = clockOfFile(shiftFile);
    const replicas: Scene['replicas'] = [
      createReplica(build.cli('serve'), env(lines[0]), ports[0]),
      createReplica([...ahead.args, ...build.cli('serve')], { ...env(lines[1]), ...ahead.env }, ports[1]),
    ];
    await Promise.all(replicas.map((replica) => replica.start()));
    closing.push(() => Promise.all(replicas.map((replica) => replica.stop())));
    const proxy = await startProxy(nginx, join(folder, 'nginx'), ports);
    closing.push(() => proxy.stop());
    const vendors = await startVendors(random.fork('vendors'), GOOD_DAYS);
    closing.push(() => vendors.close());
    const site = await setUp(proxy.url, token, vendors);
    const senders = await startSenders({
      site,
      random: random.fork('senders'),
      anyUrl: () => proxy.url,
      channels: vendors.slack.channels,
      pace: PACE,
      patience: PATIENCE,
    });
    closing.push(() => Promise.resolve(senders.abandon()));
    const client = apiClient(proxy.url, token);
    return { cluster, databaseUrl, lines, replicas, proxy, vendors, senders, client, workspaceId: site.workspaceId, random, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function lineTo(databaseUrl: string): Promise<Line> {
  return layLine(`${new URL(databaseUrl).searchParams.get('host') ?? ''}/.s.PGSQL.5432`);
}

function through(databaseUrl: string, line: Line): string {
  const url = new URL(databaseUrl);
  url.search = '';
  url.host = `127.0.0.1:${line.port}`;
  return url.href;
}
