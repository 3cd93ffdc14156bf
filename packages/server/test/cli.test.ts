import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { decodeConnectionCode } from '@handoff/shared/api';
import { generateSecret } from '@handoff/shared/event';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { newSealingKey } from '../src/secrets/keyring.ts';
import { openSqlite } from '../src/store/sqlite.ts';
import { type Cli, clientOf, createCli, pairOver, type RunningServer } from './support/cli.ts';
import { formSubmission } from './support/harness.ts';
import { createDatabase } from './support/postgres.ts';

const admin = inject('postgresUrl');

// Each command is a process of its own.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

describe('handoff', () => {
  let cli: Cli;
  let server: RunningServer;
  beforeAll(async () => {
    cli = await createCli();
    server = await cli.serve();
  });
  afterAll(() => cli.close());

  test('serve says on a fresh server what to do next', async () => {
    const fresh = await createCli();
    const started = await fresh.serve({ HANDOFF_PUBLIC_URL: undefined });
    const { stdout, code } = await started.stop();
    expect(stdout).toContain('`handoff connect`');
    expect(code).toBe(0);
    await fresh.close();
  });

  test('a token made at the command line opens the API, and is refused once revoked', async () => {
    const made = await cli.run(['token', 'create', '--name', 'reports']);
    expect(made.code).toBe(0);
    const token = made.stdout.trim();
    expect(token).toMatch(/^hnd_\S{43}$/);
    expect(made.stderr).not.toContain(token);
    const ask = () => fetch(`${server.url}/v1/workspaces`, { headers: { authorization: `Bearer ${token}` } });
    expect((await ask()).status).toBe(200);

    const listed = await cli.run(['token', 'list']);
    expect(listed.stdout).not.toContain(token);
    const id = /(tok_\S+)\s+reports/.exec(listed.stdout)?.[1];
    expect((await cli.run(['token', 'revoke', id ?? ''])).code).toBe(0);
    expect((await ask()).status).toBe(401);
    expect((await cli.run(['token', 'list'])).stdout).toMatch(/reports.*Z$/m);
  });

  test('revoking a token that is not there says so', async () => {
    const { code, stderr } = await cli.run(['token', 'revoke', 'tok_nobody']);
    expect(code).toBe(1);
    expect(stderr).toContain('no such API token');
  });

  test('connect opens the first workspace and prints a code that pairs a site', async () => {
    const made = await cli.run(['connect']);
    expect(made.code).toBe(0);
    expect(made.stderr).toContain('once, until');
    const decoded = decodeConnectionCode(made.stdout.trim());
    expect(decoded.ok && decoded.connection.origin).toBe('https://handoff.test');

    const site = await pairOver(server, made.stdout);
    expect((await site.send(formSubmission())).status).toBe(202);
    const client = await clientOf(cli, server);
    const { items } = await client('listWorkspaces', {});
    expect(items).toHaveLength(1);
  });

  test('an empty name is refused, as the API refuses it', async () => {
    for (const command of [['token', 'create'], ['connect'], ['member', 'invite', 'ada@bloom.example']]) {
      const { code, stderr, stdout } = await cli.run([...command, '--name', ' ']);
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toContain('--name takes a name');
    }
    const client = await clientOf(cli, server);
    expect((await client('listWorkspaces', {})).items).toHaveLength(1);
  });

  test('migrate --dry-run makes no database where there is none', async () => {
    const fresh = await createCli();
    expect(await fresh.run(['migrate', '--dry-run'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('no database yet') as string,
    });
    expect(existsSync(join(fresh.dataDir, 'handoff.sqlite'))).toBe(false);
    await fresh.close();
  });

  test('connect asks which workspace where there are several, and takes its id or its name', async () => {
    expect((await cli.run(['connect', '--name', 'Second shop'])).code).toBe(0);
    const unclear = await cli.run(['connect']);
    expect(unclear.code).toBe(1);
    expect(unclear.stderr).toMatch(/--workspace[^]*ws_\S+ {2}Second shop/);
    const id = /(ws_\S+) {2}Second shop/.exec(unclear.stderr)?.[1] ?? '';
    for (const wanted of [id, 'Second shop']) {
      const { stderr, code } = await cli.run(['connect', '--workspace', wanted]);
      expect(code).toBe(0);
      expect(stderr).toContain(id);
    }
  });

  test('connect says when the server’s address cannot be known', async () => {
    const { code, stderr } = await cli.run(['connect', '--name', 'Third'], { env: { HANDOFF_PUBLIC_URL: undefined } });
    expect(code).toBe(1);
    expect(stderr).toContain('Set HANDOFF_PUBLIC_URL to where sites reach it.');
  });

  test('a wrong setting is named, without a stack', async () => {
    const { code, stderr } = await cli.run(['connect'], { env: { HANDOFF_PORT: 'many' } });
    expect(code).toBe(1);
    expect(stderr).toContain('HANDOFF_PORT');
    expect(stderr).not.toContain('    at ');
  });
});

describe('a server that cannot start', () => {
  let cli: Cli;
  let taken: { port: string; close: () => void };
  beforeAll(async () => {
    cli = await createCli();
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    taken = { port: String((other.address() as AddressInfo).port), close: () => other.close() };
  });
  afterAll(async () => {
    taken.close();
    await cli.close();
  });

  test('says which setting to look at, without a stack, and ends', async () => {
    const closed = 'postgres://handoff:hunter2@127.0.0.1:1/handoff';
    for (const [env, words] of [
      [
        { HANDOFF_PORT: taken.port },
        `Port ${taken.port} of 127.0.0.1 is taken by another program. End that, or choose another with HANDOFF_PORT.`,
      ],
      [{ HANDOFF_HOST: '192.0.2.1' }, 'Check HANDOFF_HOST and HANDOFF_PORT.'],
      [{ HANDOFF_DATA_DIR: '/dev/null' }, 'Check HANDOFF_DATA_DIR, and that this user may read and write there.'],
      [{ DATABASE_URL: closed }, 'PostgreSQL cannot be used: connect ECONNREFUSED 127.0.0.1:1. Check DATABASE_URL'],
    ] as const) {
      const { code, stdout, stderr } = await cli.run(['serve'], { env });
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toContain(words);
      expect(stderr).not.toMatch(/ {4}at |hunter2/);
    }
  });

  test.skipIf(admin === undefined)('ends on PostgreSQL too, so that it is started again', async () => {
    const env = { DATABASE_URL: await createDatabase(admin as string), HANDOFF_PORT: taken.port };
    const { code, stderr } = await cli.run(['serve'], { env });
    expect(code).toBe(1);
    expect(stderr).toContain('is taken by another program');
  });
});

describe('handoff doctor', () => {
  let cli: Cli;
  beforeAll(async () => {
    cli = await createCli();
    Object.assign(cli.env, { HANDOFF_MAIL_URL: 'smtp://localhost:2525', HANDOFF_MAIL_FROM: 'handoff@example.com' });
    await cli.run(['connect']);
  });
  afterAll(() => cli.close());

  test('finds nothing wrong with a healthy installation', async () => {
    const { code, stdout } = await cli.run(['doctor', '--json']);
    const report = JSON.parse(stdout) as { ok: boolean; checks: { name: string; status: string }[] };
    expect(report.checks.filter((check) => check.status !== 'ok')).toEqual([]);
    expect(report.checks.map((check) => check.name)).toEqual(
      expect.arrayContaining(['configuration', 'disk', 'sealing keys', 'schema', 'database', 'stored secrets', 'leases']),
    );
    expect(code).toBe(0);
  });

  test.skipIf(admin === undefined)('finds nothing wrong on PostgreSQL, before and after its first use', async () => {
    const env = { DATABASE_URL: await createDatabase(admin as string), HANDOFF_SECRET_KEYS: newSealingKey() };
    const empty = await cli.run(['doctor'], { env });
    expect(empty.stdout).toContain('! schema: The database lacks 0001-initial');
    expect(empty.code).toBe(0);
    expect((await cli.run(['connect'], { env })).code).toBe(0);
    const { code, stdout } = await cli.run(['doctor', '--json'], { env });
    expect(code).toBe(0);
    const { checks } = JSON.parse(stdout) as { checks: { status: string }[] };
    expect(checks.filter((check) => check.status !== 'ok')).toEqual([]);
  });

  test('makes nothing where nothing is', async () => {
    const elsewhere = join(cli.directory, 'elsewhere');
    const { stdout, code } = await cli.run(['doctor'], { env: { HANDOFF_DATA_DIR: elsewhere } });
    expect(code).toBe(0);
    expect(stdout).toContain(`There is no folder ${elsewhere} yet`);
    await expect(chmod(elsewhere, 0o700)).rejects.toThrow('ENOENT');
  });

  test('names a wrong setting and ends with 1', async () => {
    const { stdout, code } = await cli.run(['doctor'], { env: { HANDOFF_PORT: 'many' } });
    expect(code).toBe(1);
    expect(stdout).toContain('HANDOFF_PORT');
  });

  test('says when others can read the key file', async () => {
    await chmod(join(cli.dataDir, 'secret.key'), 0o644);
    const { stdout, code } = await cli.run(['doctor']);
    expect(stdout).toContain('! sealing keys: Others on this machine can read');
    expect(code).toBe(0);
    await chmod(join(cli.dataDir, 'secret.key'), 0o600);
  });

  test('says when the keys do not open what is stored', async () => {
    const { stdout: other } = await cli.run(['rotate-keys', '--print']);
    const { stdout, code } = await cli.run(['doctor'], { env: { HANDOFF_SECRET_KEYS: other.trim() } });
    expect(code).toBe(1);
    expect(stdout).toMatch(/✗ stored secrets: 2 of 2 stored secrets cannot be opened/);
    expect(stdout).not.toContain(other.trim());
  });

  test('says when the database is no database', async () => {
    const broken = await createCli();
    await broken.run(['connect']);
    await writeFile(join(broken.dataDir, 'handoff.sqlite'), 'not a database at all'.repeat(1000));
    const { stdout, code } = await broken.run(['doctor']);
    expect(code).toBe(1);
    expect(stdout).toContain('✗ database: The database cannot be read');
    await broken.close();
  });
});

describe('handoff apply, export, events and replay', () => {
  let cli: Cli;
  let server: RunningServer;
  let site: Awaited<ReturnType<typeof pairOver>>;
  let receiver: Receiver;
  let env: Record<string, string>;
  let file: string;

  beforeAll(async () => {
    receiver = await startReceiver();
    cli = await createCli();
    server = await cli.serve({ HANDOFF_ALLOW_PRIVATE_DESTINATIONS: 'true' });
    site = await pairOver(server, (await cli.run(['connect', '--name', 'Bloom & Co'])).stdout);
    env = { ARCHIVE_SECRET: generateSecret(), ARCHIVE_KEY: '{"X-Api-Key":"SECRET_key_of_the_archive"}' };
    file = join(cli.directory, 'bloom.yaml');
    await writeFile(file, workspaceFile(receiver.url));
  });
  afterAll(async () => {
    await cli.close();
    await receiver.close();
  });

  test('apply says what it did, and the second time that there is nothing to do', async () => {
    const first = await cli.run(['apply', file], { env });
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/^\+ connection archive: created\n\+ flow contact: created\n2 created, 0 updated, 0 unchanged in ws_/);
    const second = await cli.run(['apply', '-'], { env, input: workspaceFile(receiver.url) });
    expect(second).toMatchObject({ code: 0, stderr: '' });
    expect(second.stdout).toMatch(/^No changes in ws_\S+\.\n$/);
  });

  test('apply names a variable that is not set, and every other problem, and ends with 1', async () => {
    const { code, stdout, stderr } = await cli.run(['apply', '-'], {
      input: workspaceFile(receiver.url).replace('operation: send', 'operation: dance').replaceAll('archive', 'attic'),
    });
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('/connections/attic/secrets/headers: The environment variable ARCHIVE_KEY is not set.');
    const both = await cli.run(['apply', '-'], { env: { ...env, ARCHIVE_KEY: 'SECRET no json' }, input: workspaceFile('not an address') });
    expect(both.stderr).toContain('/connections/archive/secrets/headers');
    expect(both.stderr).not.toContain('SECRET no json');
  });

  test('apply asks which workspace where the file’s name is not known', async () => {
    const { code, stderr } = await cli.run(['apply', '-'], { env, input: workspaceFile(receiver.url).replace('Bloom & Co', 'Blom') });
    expect(code).toBe(1);
    expect(stderr).toMatch(/No workspace is called “Blom”[^]*ws_\S+ {2}Bloom & Co/);
  });

  test('apply makes the workspace on a server that has none', async () => {
    const fresh = await createCli();
    const { code, stdout } = await fresh.run(['apply', file], { env });
    expect(code).toBe(0);
    expect(stdout).toContain('+ workspace Bloom & Co: created');
    await fresh.close();
  });

  test.each(['yaml', 'json'])('what export writes as %s holds no secret, and applied again changes nothing', async (format) => {
    const { code, stdout, stderr } = await cli.run(['export', '--format', format]);
    expect(code).toBe(0);
    expect(stderr).toContain('CONNECTION_ARCHIVE_HEADERS');
    for (const secret of ['SECRET_key', env['ARCHIVE_SECRET']]) expect(stdout).not.toContain(secret);
    const applied = await cli.run(['apply', '-'], {
      env: { CONNECTION_ARCHIVE_SECRET: env['ARCHIVE_SECRET'], CONNECTION_ARCHIVE_HEADERS: env['ARCHIVE_KEY'] },
      input: stdout,
    });
    expect(applied.stdout).toMatch(/^No changes/);
    expect((await cli.run(['export', '--format', format])).stdout).toBe(stdout);
  });

  test('map writes the workspace as a document, a picture or data, and no secret', async () => {
    const [document, picture, data] = [await cli.run(['map']), await cli.run(['map', '--svg']), await cli.run(['map', '--json'])];
    expect(document.stdout).toMatch(/^# Map of .+\n[^]*## Flows\n[^]*## How to leave\n/);
    expect(picture.stdout).toMatch(/^<svg [^]*<\/svg>\n$/);
    const { flows, connections } = JSON.parse(data.stdout) as Record<'flows' | 'connections', { name: string }[]>;
    for (const { name } of [...flows, ...connections]) expect(picture.stdout).toContain(name);
    for (const { stdout } of [document, picture, data]) expect(stdout).not.toContain(env['ARCHIVE_SECRET']);
    expect((await cli.run(['map', '--svg', '--json'])).code).toBe(1);
  });

  test('events lists what came in and shows what became of it; replay sends a dead letter again', async () => {
    receiver.answer = 400;
    const answer = (await (await site.send(formSubmission({ subject: { email: 'grace@example.com' } }))).json()) as { eventId: string };
    const shown = await vi.waitUntil(
      async () => {
        const { stdout } = await cli.run(['events', 'show', answer.eventId, '--json']);
        const event = JSON.parse(stdout) as { deliveryList: { id: string; state: string }[] };
        return event.deliveryList.some(({ state }) => state === 'dead') ? event : undefined;
      },
      { timeout: 90_000 },
    );
    const [dead] = shown.deliveryList;

    const listed = await cli.run(['events', '--verdict', 'accept', '--limit', '5']);
    expect(listed.stdout).toMatch(new RegExp(`${answer.eventId} .* form\\.submitted .* 1 dead`));
    expect((await cli.run(['events', '--state', 'parked'])).stdout).toBe('No events.\n');
    expect(JSON.parse((await cli.run(['events', '--json'])).stdout)).toMatchObject([{ id: answer.eventId }]);
    const timeline = await cli.run(['events', 'show', answer.eventId]);
    expect(timeline.stdout).toContain('Archive: given up.');
    expect(timeline.stdout).toContain(dead?.id);

    receiver.answer = 200;
    const arrived = receiver.next();
    const replayed = await cli.run(['replay', '--dead', '--connection', 'archive']);
    expect(replayed).toMatchObject({ code: 0 });
    expect(replayed.stdout).toMatch(/^dlv_\S+\n$/);
    expect(await arrived).toMatchObject({ email: 'grace@example.com' });

    const again = await cli.run(['replay', dead?.id ?? '']);
    expect(again.code).toBe(1);
    expect(again.stderr).toContain('It was replayed already');
  });

  test('replay --dead goes on to the last, past those that cannot be sent any more, and says how many', async () => {
    const sendDead = async (email: string) => {
      receiver.answer = 400;
      const { eventId } = (await (await site.send(formSubmission({ subject: { email } }))).json()) as { eventId: string };
      const isDead = async () => (await cli.run(['events', 'show', eventId])).stdout.includes('Archive: given up.');
      await vi.waitUntil(isDead, { timeout: 90_000 });
    };
    await sendDead('first@example.com');
    const store = openSqlite(join(cli.dataDir, 'handoff.sqlite'));
    const dead = await store.db.selectFrom('deliveries').selectAll().where('state', '=', 'dead').executeTakeFirstOrThrow();
    const { seq: _, ...row } = dead;
    const gone = Array.from({ length: 1100 }, (_row, index) => ({ ...row, id: `dlv_gone${index}`, event_id: 'evt_gone' }));
    for (let start = 0; start < gone.length; start += 100)
      await store.db
        .insertInto('deliveries')
        .values(gone.slice(start, start + 100))
        .execute();
    await store.close();
    await sendDead('last@example.com');
    receiver.answer = 200;
    const { stdout, stderr } = await cli.run(['replay', '--dead']);
    expect(stdout).toMatch(/^dlv_\S+\ndlv_\S+\n$/);
    expect(stderr).toContain('\n1 to be sent again so far, 999 left out; going on.\n');
    expect(stderr).toMatch(/\n2 to be sent again, 0 to be processed again; a server that runs does it\. 1100 left out\.\n$/);
  });

  test('replay asks for what it needs, and knows what is not there', async () => {
    for (const args of [[], ['--dead', 'evt_1'], ['--connection', 'archive', 'dlv_1'], ['ws_1'], ['evt_nowhere']]) {
      const { code, stderr } = await cli.run(['replay', ...args]);
      expect(code).toBe(1);
      expect(stderr).toMatch(/^handoff: .+\n$/);
    }
  });
});

interface Receiver {
  url: string;
  answer: number;
  /** The body of the next message that is taken. */
  next: () => Promise<unknown>;
  close: () => Promise<unknown>;
}

async function startReceiver(): Promise<Receiver> {
  const waiting: ((body: unknown) => void)[] = [];
  const http = createServer((request, response) => {
    void text(request).then((body) => {
      if (receiver.answer === 200) waiting.splice(0).forEach((resolve) => resolve(JSON.parse(body)));
      response.writeHead(receiver.answer).end();
    });
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/in`,
    answer: 200,
    next: () => new Promise((resolve) => waiting.push(resolve)),
    close: () => {
      http.closeAllConnections();
      return once(http.close(), 'close');
    },
  };
  return receiver;
}

function workspaceFile(url: string): string {
  return `
version: 1
workspace: { name: Bloom & Co }
connections:
  archive:
    destination: webhook
    name: Archive
    settings: { url: '${url}' }
    secrets: { secret: { env: ARCHIVE_SECRET }, headers: { env: ARCHIVE_KEY } }
flows:
  contact:
    name: Contacts
    spec:
      trigger: { types: [form.submitted] }
      steps:
        - { key: keep, connection: archive, operation: send, mapping: { fields: { /email: { do: path, path: /subject/email } } } }
`;
}
