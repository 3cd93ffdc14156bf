import { execFile } from 'node:child_process';
import { copyFile, mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { generateSecret } from '@handoff/shared/event';
import { afterEach, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { openStoreAsItIs } from '../src/store/open.ts';
import { type Cli, clientOf, createCli, pairOver, type RunningServer } from './support/cli.ts';
import { formSubmission } from './support/harness.ts';
import { createDatabase } from './support/postgres.ts';

// Each command is a process of its own.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });
const admin = inject('postgresUrl');
const run = promisify(execFile);

let cli: Cli;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeEach(async () => {
  cli = await createCli();
  receiver = await startReceiver();
  Object.assign(cli.env, { HANDOFF_ALLOW_PRIVATE_DESTINATIONS: 'true' });
});
afterEach(async () => {
  await cli.close();
  await receiver.close();
});

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its drill is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

describe('the restore drill', () => {
  test('SQLite: what was accepted before the backup is there again and delivered, nothing twice', async () => {
    const copy = join(cli.directory, 'copy.sqlite');
    const judged = await drill({
      backup: async () => expect(await cli.run(['backup', copy])).toMatchObject({ code: 0 }),
      restore: async () => {
        await rename(cli.dataDir, `${cli.dataDir}.lost`);
        await mkdir(cli.dataDir, { mode: 0o700 });
        await copyFile(join(`${cli.dataDir}.lost`, 'secret.key'), join(cli.dataDir, 'secret.key'));
        expect(await cli.run(['restore', copy])).toMatchObject({ code: 0, stdout: expect.stringContaining('whole') as string });
        expect((await readdir(cli.dataDir)).toSorted()).toEqual(['handoff.sqlite', 'secret.key']);
      },
    });
    expect(judged).toEqual({ missing: [], twice: [] });
  });

  test.skipIf(admin === undefined)('PostgreSQL: the same, by pg_dump and pg_restore', async () => {
    const dump = join(cli.directory, 'copy.dump');
    cli.env['DATABASE_URL'] = await createDatabase(admin as string);
    const judged = await drill({
      backup: () => run('pg_dump', ['--format=custom', `--file=${dump}`, `--dbname=${cli.env['DATABASE_URL']}`]),
      restore: async () => {
        cli.env['DATABASE_URL'] = await createDatabase(admin as string);
        await run('pg_restore', ['--no-owner', `--dbname=${cli.env['DATABASE_URL']}`, dump]);
      },
    });
    expect(judged).toEqual({ missing: [], twice: [] });
  });
});

/** Events under load, a backup in the middle, a disaster, a restore: the receiver, which knows repeats by their id, is the judge. */
async function drill(steps: { backup: () => Promise<unknown>; restore: () => Promise<unknown> }) {
  const server = await cli.serve();
  const site = await pairOver(server, (await cli.run(['connect'])).stdout);
  await publishFlow(server, receiver.url);
  const acknowledged: string[] = [];
  const send = async (): Promise<void> => {
    const event = formSubmission();
    const answer = await site.send(event);
    expect(answer.status).toBe(202);
    acknowledged.push(event.id);
  };
  for (let event = 0; event < 20; event += 1) await send();
  // What is still to be delivered when the backup is made must be delivered from it.
  receiver.refuse(true);
  for (let event = 0; event < 10; event += 1) await send();
  const before = [...acknowledged];
  const stop = new AbortController();
  const sender = (async () => {
    while (!stop.signal.aborted) await send();
  })();
  await steps.backup();
  stop.abort();
  await sender;
  await server.stop();

  await steps.restore();
  receiver.refuse(false);
  await makeDue();
  const restored = await cli.serve();
  const missing = () => before.filter((id) => !receiver.received.has(id));
  await expect.poll(missing, { timeout: 100_000 }).toEqual([]);
  await restored.stop();
  return { missing: missing(), twice: [...receiver.received].filter(([, times]) => times > 1) };
}

/** Retries, and leases of the server that is gone, that are a minute away would only make the drill wait. */
async function makeDue(): Promise<void> {
  const store = await openStoreAsItIs({ databaseUrl: cli.env['DATABASE_URL'], sqliteFile: join(cli.dataDir, 'handoff.sqlite') });
  await store.db.updateTable('deliveries').set({ run_at: 0 }).where('state', '=', 'pending').execute();
  await store.db.updateTable('deliveries').set({ lease_until: 0 }).where('state', '=', 'leased').execute();
  await store.db.updateTable('connections').set({ hold_kind: null, hold_until: null }).execute();
  await store.close();
}

async function publishFlow(server: RunningServer, url: string): Promise<void> {
  const client = await clientOf(cli, server);
  const params = { workspaceId: (await client('listWorkspaces', {})).items[0]?.id ?? '' };
  const { id } = await client('createConnection', {
    params,
    body: { destination: 'webhook', name: 'Receiver', settings: { url, secret: generateSecret() } },
  });
  const mapping = { fields: { '/id': { do: 'path' as const, path: '/id' } } };
  const spec = { trigger: { types: ['form.submitted'] }, steps: [{ key: 'send', connection: id, operation: 'send', mapping }] };
  const flow = await client('createFlow', { params, body: { name: 'All', spec } });
  await client('publishFlow', { params: { ...params, flowId: flow.id } });
}

/** A receiver that does nothing for a `webhook-id` it knows: how often each event was really handed over. */
async function startReceiver() {
  const received = new Map<string, number>();
  const known = new Set<string>();
  let refusing = false;
  const server = createServer((request, answer) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const id = String(request.headers['webhook-id']);
      const { id: event } = JSON.parse(Buffer.concat(chunks).toString()) as { id?: string };
      if (event !== undefined && !refusing && !known.has(id)) {
        known.add(id);
        received.set(event, (received.get(event) ?? 0) + 1);
      }
      answer.writeHead(refusing ? 503 : 204).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    refuse: (value: boolean) => void (refusing = value),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

describe('handoff restore', () => {
  const copy = () => join(cli.directory, 'copy.sqlite');
  beforeEach(async () => {
    await cli.run(['connect']);
    await cli.run(['backup', copy()]);
  });
  const moveAside = async () => {
    await rename(cli.dataDir, `${cli.dataDir}.lost`);
    await mkdir(cli.dataDir, { mode: 0o700 });
  };

  test('writes over no database, whether or not a server runs on it', async () => {
    const { code, stderr } = await cli.run(['restore', copy()]);
    expect(code).toBe(1);
    expect(stderr).toContain('There is a database already, and nothing was written over');
  });

  test('asks for the key, and takes no other one', async () => {
    await moveAside();
    expect(await cli.run(['restore', copy()])).toMatchObject({ code: 1, stderr: expect.stringContaining('secret.key') as string });
    const { stdout } = await cli.run(['rotate-keys', '--print']);
    await writeFile(join(cli.dataDir, 'secret.key'), stdout, { mode: 0o600 });
    expect(await cli.run(['restore', copy()])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('The key does not fit this backup') as string,
    });
    expect(await readdir(cli.dataDir)).toEqual(['secret.key']);
  });

  test('takes no damaged copy', async () => {
    await moveAside();
    await copyFile(join(`${cli.dataDir}.lost`, 'secret.key'), join(cli.dataDir, 'secret.key'));
    const damaged = join(cli.directory, 'damaged.sqlite');
    await writeFile(damaged, 'this is no database, but long enough to be taken for one by its size alone');
    const refused = await cli.run(['restore', damaged]);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(`${damaged} is damaged and was not restored: file is not a database`);
    expect(refused.stderr).not.toContain('    at ');
    expect(await readdir(cli.dataDir)).toEqual(['secret.key']);
  });
});
