import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { sql } from 'kysely';
import { afterEach, expect, inject, test } from 'vitest';
import { createDatabase } from '../../test/support/postgres.ts';
import { openPostgres } from './postgres.ts';
import type { Store } from './store.ts';

const admin = inject('postgresUrl');
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its own tests are skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

/** A way to the database that can be cut: while `down`, whoever comes is sent away. */
async function cuttable(url: URL) {
  const sockets = new Set<Socket>();
  const line = {
    down: false,
    refused: 0,
    cut: () => sockets.forEach((socket) => socket.destroy()),
    silence: () => sockets.forEach((socket) => socket.pause()),
  };
  const target = url.searchParams.get('host');
  const server = createServer((socket) => {
    if (line.down) {
      line.refused += 1;
      return void socket.destroy();
    }
    const port = Number(url.port || 5432);
    const on = target?.startsWith('/') ? connect(`${target}/.s.PGSQL.${port}`) : connect(port, url.hostname);
    for (const end of [socket, on]) {
      sockets.add(end);
      end.on('error', () => undefined).on('close', () => [socket, on].forEach((either) => either.destroy()));
    }
    socket.pipe(on).pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => {
    line.cut();
    await new Promise((resolve) => server.close(resolve));
  });
  const through = new URL(url);
  through.searchParams.delete('host');
  through.hostname = '127.0.0.1';
  through.port = String((server.address() as AddressInfo).port);
  return { line, through: through.href };
}

test.skipIf(admin === undefined)(
  'hears the wakes of other processes again after the database was away for a while',
  { timeout: 90_000 },
  async () => {
    const url = await createDatabase(admin as string);
    const { line, through } = await cuttable(new URL(url));
    const open = async (address: string): Promise<Store> => {
      const store = await openPostgres(address, { onError: () => undefined });
      closing.push(() => store.close());
      return store;
    };
    const [here, other] = [await open(through), await open(url)];
    let woken = 0;
    here.onWake(() => (woken += 1));

    line.down = true;
    line.cut();
    await expect.poll(() => line.refused).toBeGreaterThanOrEqual(1);
    line.down = false;
    await expect
      .poll(() => {
        other.wake();
        return woken;
      })
      .toBeGreaterThan(0);
  },
);

test.skipIf(admin === undefined)('a connection that breaks between two queries costs the transaction, not the process', async () => {
  const { line, through } = await cuttable(new URL(await createDatabase(admin as string)));
  const noticed = Promise.withResolvers<void>();
  const store = await openPostgres(through, { onError: () => noticed.resolve() });
  closing.push(() => store.close());
  const broken = store.transaction(async (trx) => {
    await sql`select 1`.execute(trx);
    line.cut();
    await noticed.promise;
    await sql`select 1`.execute(trx);
  });
  await expect(broken).rejects.toThrow(/terminated|ECONNRESET|not queryable/i);
  await store.ping();
});

test.skipIf(admin === undefined)('a database that says nothing is given up, and asked again over a new connection', async () => {
  const { line, through } = await cuttable(new URL(await createDatabase(admin as string)));
  const store = await openPostgres(through, { silentMs: 3000, onError: () => undefined });
  closing.push(() => store.close());
  await store.ping();
  line.silence();
  await expect(store.ping()).rejects.toThrow('PostgreSQL said nothing for 3000 ms');
  await store.ping();
});
