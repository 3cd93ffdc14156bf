import { existsSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { describe, expect, inject, test } from 'vitest';
import { createDatabase, startPostgres } from './postgres.ts';

const admin = inject('postgresUrl');

describe.skipIf(admin === undefined)('PostgreSQL for tests', () => {
  test('gives each suite an empty database of its own', async () => {
    const first = await createDatabase(admin!);
    const second = await createDatabase(admin!);
    await query(first, 'create table only_here (n int)');
    expect(await query(first, `select to_regclass('only_here')::text as name`)).toEqual([{ name: 'only_here' }]);
    expect(await query(second, `select to_regclass('only_here')::text as name`)).toEqual([{ name: null }]);
  });

  test('keeps the durability a real server has', async () => {
    expect(await query(admin!, 'show fsync')).toEqual([{ fsync: 'on' }]);
    expect(await query(admin!, 'show synchronous_commit')).toEqual([{ synchronous_commit: 'on' }]);
  });

  test('stop ends the server, also with connections open, and removes its files', async () => {
    const cluster = (await startPostgres())!;
    const url = await cluster.createDatabase();
    const directory = new URL(url).searchParams.get('host')!;
    const client = new pg.Client({ connectionString: url });
    const cut = once(client, 'error');
    await client.connect();
    expect(existsSync(directory)).toBe(true);
    await cluster.stop();
    await cut;
    expect(existsSync(directory)).toBe(false);
    await expect(query(url, 'select 1')).rejects.toThrow(/ENOENT/);
  });

  test('the server ends with the process that started it, even when that is killed', async () => {
    const program = `
      const { startPostgres } = await import(${JSON.stringify(fileURLToPath(new URL('postgres.ts', import.meta.url)))});
      const pg = (await import('pg')).default;
      const cluster = await startPostgres();
      console.log(await cluster.createDatabase());
      setInterval(() => {}, 60_000);`;
    const owner = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(owner.stdout, 'data')) as [Buffer];
    const client = new pg.Client({ connectionString: line.toString().trim() });
    const cut = once(client, 'error');
    await client.connect();
    owner.kill('SIGKILL');
    const [error] = (await cut) as [Error];
    expect(error.message).toMatch(/terminat/i);
  });
});

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
