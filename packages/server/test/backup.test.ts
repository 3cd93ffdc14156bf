import { copyFile, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Cli, clientOf, createCli, pairOver } from './support/cli.ts';
import { formSubmission } from './support/harness.ts';

// Each command is a process of its own.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let cli: Cli;
beforeEach(async () => {
  cli = await createCli();
});
afterEach(() => cli.close());

describe('handoff backup', () => {
  test('restores, with the key file, to a server that has all that was acknowledged before it began', async () => {
    const server = await cli.serve();
    const site = await pairOver(server, (await cli.run(['connect'])).stdout);
    const acknowledged: string[] = [];
    const send = async () => void acknowledged.push(await accept(site.send(formSubmission())));
    for (let event = 0; event < 20; event += 1) await send();
    const sending = new AbortController();
    const sender = (async () => {
      while (!sending.signal.aborted) await send();
    })();

    const before = [...acknowledged];
    const copy = join(cli.directory, 'copy.sqlite');
    const backup = await cli.run(['backup', copy]);
    const after = acknowledged.length;
    sending.abort();
    await sender;
    expect(backup).toMatchObject({ code: 0 });
    expect(backup.stderr).toContain(join(cli.dataDir, 'secret.key'));
    expect(after).toBeGreaterThan(before.length);
    await server.stop();

    const restored = await restore(cli, copy);
    const client = await clientOf(restored, await restored.serve());
    const [workspace] = (await client('listWorkspaces', {})).items;
    const params = { workspaceId: workspace?.id ?? '' };
    const kept = new Set<string>();
    for (let page: number | undefined; ;) {
      const { items, next } = await client('listEvents', { params, query: { limit: 200, before: page } });
      for (const event of items) kept.add(event.id);
      if (next === null) break;
      page = next;
    }
    expect(before.filter((id) => !kept.has(id))).toEqual([]);
    await restored.close();
  });

  test('the restored server knows its paired sites, and they know it', async () => {
    const server = await cli.serve();
    const site = await pairOver(server, (await cli.run(['connect'])).stdout);
    const copy = join(cli.directory, 'copy.sqlite');
    await cli.run(['backup', copy]);
    await server.stop();
    const restored = await restore(cli, copy);
    expect((await site.send(formSubmission(), await restored.serve())).status).toBe(202);
    await restored.close();
  });

  test('without its key file, a restored server says what is missing instead of starting with another key', async () => {
    await cli.run(['connect']);
    const copy = join(cli.directory, 'copy.sqlite');
    await cli.run(['backup', copy]);
    const restored = await createCli();
    await mkdir(restored.dataDir, { recursive: true });
    await copyFile(copy, join(restored.dataDir, 'handoff.sqlite'));
    const { code, stdout } = await restored.run(['doctor']);
    expect(code).toBe(1);
    expect(stdout).toContain('secret.key is missing. Put it back');
    await expect(restored.serve()).rejects.toThrow('was sealed with the key');
    await restored.close();
  });

  test('the copy is one file that only its owner can read', async () => {
    await cli.run(['connect']);
    const folder = join(cli.directory, 'copies');
    await mkdir(folder);
    await cli.run(['backup', join(folder, 'copy.sqlite')]);
    expect(await readdir(folder)).toEqual(['copy.sqlite']);
    expect((await stat(join(folder, 'copy.sqlite'))).mode & 0o077).toBe(0);
  });

  test('writes over nothing', async () => {
    await cli.run(['connect']);
    const file = join(cli.directory, 'kept.txt');
    await writeFile(file, 'kept');
    const { code, stderr } = await cli.run(['backup', file]);
    expect(code).toBe(1);
    expect(stderr).toContain('nothing was written over');
    expect(await readFile(file, 'utf8')).toBe('kept');
  });

  test('keeps no copy of a damaged database', async () => {
    await cli.run(['connect']);
    const file = join(cli.dataDir, 'handoff.sqlite');
    const bytes = await readFile(file);
    bytes.fill(0xff, 8192, 8192 + 4096 * 10);
    await writeFile(file, bytes);
    const copy = join(cli.directory, 'copy.sqlite');
    const { code, stderr } = await cli.run(['backup', copy]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/not whole|malformed/);
    expect((await readdir(cli.directory)).filter((name) => name.startsWith('copy'))).toEqual([]);
  });

  test('makes no database where there is none', async () => {
    const { code, stderr } = await cli.run(['backup', join(cli.directory, 'copy.sqlite')]);
    expect(code).toBe(1);
    expect(stderr).toContain('Check HANDOFF_DATA_DIR');
    expect(await readdir(cli.directory)).toEqual([]);
  });

  test('for PostgreSQL it names the tool, and not the password', async () => {
    const { code, stderr } = await cli.run(['backup', 'copy.dump'], { env: { DATABASE_URL: 'postgres://handoff:hunter2@db/handoff' } });
    expect(code).toBe(1);
    expect(stderr).toContain('pg_dump');
    expect(stderr).not.toContain('hunter2');
  });
});

async function accept(answer: Promise<Response>): Promise<string> {
  const response = await answer;
  expect(response.status).toBe(202);
  return ((await response.json()) as { eventId: string }).eventId;
}

/** As the documentation says: the copy and the key file into an empty data folder. */
async function restore(from: Cli, copy: string): Promise<Cli> {
  const restored = await createCli();
  await mkdir(restored.dataDir, { recursive: true });
  await copyFile(copy, join(restored.dataDir, 'handoff.sqlite'));
  await copyFile(join(from.dataDir, 'secret.key'), join(restored.dataDir, 'secret.key'));
  return restored;
}
