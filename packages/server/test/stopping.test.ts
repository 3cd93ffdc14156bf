import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { generateSecret } from '@handoff/shared/event';
import { afterEach, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { listen } from '../src/main.ts';
import { openStoreAsItIs } from '../src/store/open.ts';
import { type Cli, clientOf, createCli, pairOver } from './support/cli.ts';
import { createDatabase } from './support/postgres.ts';
import { formSubmission } from './support/harness.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
const admin = inject('postgresUrl');
let cli: Cli;
beforeEach(async () => {
  cli = await createCli();
});
afterEach(() => cli.close());

test.skipIf(admin !== undefined)('PostgreSQL is not installed: the tests of several servers are skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

test('a server that cannot listen leaves its data to the next one in the same process', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const env = { ...cli.env, HANDOFF_HOST: '127.0.0.1' };
  const { port } = other.address() as AddressInfo;
  await expect(listen({ ...env, HANDOFF_PORT: String(port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  other.close();
  const server = await listen({ ...env, HANDOFF_PORT: '0' });
  expect((await ask(`${server.url}/ready`)).status).toBe(200);
  await server.close();
});

describe('a server told to stop', () => {
  test('says so first, keeps what still comes in, closes its connections, and only then ends', async () => {
    // As long as all that is asked of it meanwhile may take on a busy machine.
    const server = await cli.serve({ HANDOFF_DRAIN_SECONDS: '30' });
    const site = await pairOver(server, (await cli.run(['connect'])).stdout);
    expect(await ask(`${server.url}/ready`)).toMatchObject({ status: 200, connection: 'keep-alive' });

    const ended = server.stop();
    await expect.poll(async () => (await ask(`${server.url}/ready`)).status).toBe(503);
    expect(await ask(`${server.url}/ready`)).toMatchObject({
      retryAfter: '10',
      connection: 'close',
      text: expect.stringContaining('being stopped') as string,
    });
    expect((await ask(`${server.url}/health`)).status).toBe(200);
    expect((await site.send(formSubmission())).status).toBe(202);
    expect((await ended).code).toBe(0);
    await expect(ask(`${server.url}/ready`)).rejects.toThrow('ECONNREFUSED');
  });
});

describe.skipIf(admin === undefined)('beside another server on one PostgreSQL', () => {
  test('a server that ends lets a call come to its end, however slow, before the other goes on', async () => {
    const databaseUrl = await createDatabase(admin as string);
    const hanging = await hangsFirst();
    const env = {
      DATABASE_URL: databaseUrl,
      HANDOFF_ALLOW_PRIVATE_DESTINATIONS: 'true',
      HANDOFF_LEASE_SECONDS: '600',
      HANDOFF_DRAIN_SECONDS: '0',
    };
    Object.assign(cli.env, env);
    const first = await cli.serve();
    const site = await pairOver(first, (await cli.run(['connect'])).stdout);
    const client = await clientOf(cli, first);
    const params = { workspaceId: (await client('listWorkspaces', {})).items[0]?.id ?? '' };
    const connection = await client('createConnection', {
      params,
      body: { destination: 'webhook', name: 'Hook', settings: { url: hanging.url, secret: generateSecret() } },
    });
    const spec = {
      trigger: { types: ['form.submitted'] },
      steps: [
        {
          key: 'hook',
          connection: connection.id,
          operation: 'send',
          mapping: { fields: { '/email': { do: 'path' as const, path: '/subject/email' } } },
        },
      ],
    };
    const flow = await client('createFlow', { params, body: { name: 'Hook', spec } });
    await client('publishFlow', { params: { ...params, flowId: flow.id } });
    await site.send(formSubmission());
    await hanging.called;

    const second = await cli.serve();
    expect((await first.stop()).code).toBe(0);
    // What became of the call is known by then, also that nobody knows.
    expect(await hanging.again).toEqual({ firstHadEnded: true });
    const store = await openStoreAsItIs({ databaseUrl, sqliteFile: '' });
    await expect.poll(() => store.db.selectFrom('deliveries').select('state').execute()).toEqual([{ state: 'succeeded' }]);
    const attempts = await store.db.selectFrom('attempts').select(['outcome', 'code']).orderBy('seq').execute();
    expect(attempts).toEqual([
      { outcome: 'unknown', code: 'timeout' },
      { outcome: 'ok', code: null },
    ]);
    await store.close();
    await second.stop();
    await hanging.close();
  });
});

/** A receiver that never answers its first call, and all after it. */
async function hangsFirst() {
  const first = Promise.withResolvers<void>();
  const second = Promise.withResolvers<{ firstHadEnded: boolean }>();
  let calls = 0;
  let firstHadEnded = false;
  const receiver = createServer((_, answer) => {
    calls += 1;
    if (calls === 1) {
      answer.on('close', () => (firstHadEnded = true));
      return first.resolve();
    }
    answer.end('{}');
    second.resolve({ firstHadEnded });
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  return {
    url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`,
    called: first.promise,
    again: second.promise,
    close: () => {
      receiver.closeAllConnections();
      return new Promise((resolve) => receiver.close(resolve));
    },
  };
}

/** On a connection of its own, with what `fetch` does not show. */
async function ask(url: string) {
  const asked = request(url, { agent: false, headers: { connection: 'keep-alive' } });
  asked.end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return {
    status: answer.statusCode,
    connection: answer.headers.connection,
    retryAfter: answer.headers['retry-after'],
    text: Buffer.concat(chunks).toString(),
  };
}
