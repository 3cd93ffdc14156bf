import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateSecret, importSigningKey, sign } from '@handoff/shared/event';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { loadServerKeys } from '../src/domain/server/keys.ts';
import { resealAll } from '../src/domain/server/reseal.ts';
import { createKeyring, type Keyring, newSealingKey, SealError } from '../src/secrets/keyring.ts';
import { addKeyToFile, keepFirstKeyInFile } from '../src/secrets/key-file.ts';
import { loadKeyring } from '../src/secrets/load-keys.ts';
import { openStore } from '../src/store/open.ts';
import type { Store } from '../src/store/store.ts';
import { type Cli, clientOf, createCli } from './support/cli.ts';
import { createDatabase } from './support/postgres.ts';

// Some tests run commands, each in a process of its own.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];
const NOW = Date.UTC(2026, 10, 21, 12);
const JWE = /^eyJ[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+$/;

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half of the rotation tests is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

describe.each(engines)('sealing everything anew, on $engine', ({ engine }) => {
  let directory: string;
  let store: Store;
  const [oldKey, newKey] = [newSealingKey(), newSealingKey()];
  const [old, both, fresh] = [createKeyring([oldKey]), createKeyring([newKey, oldKey]), createKeyring([newKey])];

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'handoff-rotate-'));
    const databaseUrl = engine === 'postgres' ? await createDatabase(admin as string) : undefined;
    store = await openStore({ databaseUrl, sqliteFile: join(directory, 'h.sqlite') });
    await seed(store, old);
  });
  afterEach(async () => {
    await store.close();
    await rm(directory, { recursive: true, force: true });
  });

  test('leaves nothing, in any column of any table, that only the old key opens', async () => {
    const before = await sealedAnywhere(store);
    expect([...before.keys()].map((place) => place.split('#')[0])).toEqual(
      expect.arrayContaining([
        'server_keys.sealed',
        'source_keys.material',
        'connections.secrets',
        'connections.tokens',
        'oauth_states.code_verifier',
      ]),
    );
    expect(await resealAll(store, both)).toEqual({ changed: before.size, unopenable: [], complete: true });
    const after = await sealedAnywhere(store);
    for (const [place, sealed] of before) {
      // Between the two steps: what is still sealed with the old key opens too.
      expect(await both.open(sealed)).toBe(await old.open(sealed));
      expect(await fresh.open(after.get(place) ?? '')).toBe(await old.open(sealed));
      await expect(fresh.open(sealed)).rejects.toThrow(SealError);
      await expect(old.open(after.get(place) ?? '')).rejects.toThrow(SealError);
    }
    expect(after.size).toBe(before.size);
  });

  test('a second time it has nothing to do', async () => {
    await resealAll(store, both);
    const before = await sealedAnywhere(store);
    expect(await resealAll(store, both)).toEqual({ changed: 0, unopenable: [], complete: true });
    expect(await sealedAnywhere(store)).toEqual(before);
  });

  test('does not undo what a server stores meanwhile, and seals that anew too', async () => {
    const racing: Keyring = {
      ...both,
      seal: async (plain) => {
        if (plain === 'tokens 7') await setTokens(store, 'con_0007', await old.seal('fresh tokens'));
        return both.seal(plain);
      },
    };
    expect(await resealAll(store, racing)).toMatchObject({ complete: true });
    const row = await store.db.selectFrom('connections').select('tokens').where('id', '=', 'con_0007').executeTakeFirstOrThrow();
    expect(await fresh.open(row.tokens ?? '')).toBe('fresh tokens');
  });

  test('says what no key opens, leaves it as it was, and goes on with the rest', async () => {
    const foreign = await createKeyring([newSealingKey()]).seal('lost');
    await setTokens(store, 'con_0003', foreign);
    await setTokens(store, 'con_0004', 'damaged');
    const { unopenable, complete } = await resealAll(store, both);
    expect(complete).toBe(false);
    expect(unopenable).toEqual(['the tokens of connection con_0003', 'the tokens of connection con_0004']);
    const after = await sealedAnywhere(store);
    expect(after.get('connections.tokens#con_0003')).toBe(foreign);
    expect(fresh.isCurrent(after.get('connections.tokens#con_0249') ?? '')).toBe(true);
  });
});

describe('a key file', () => {
  let directory: string;
  let file: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'handoff-keys-'));
    file = join(directory, 'secret.key');
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));
  const load = () => loadKeyring({ secretKeys: [], secretKeyFile: file });

  test('is followed by a server that runs: it seals with the new key, and opens what others sealed with it', async () => {
    const running = await load();
    const sealedBefore = await running.seal('before');
    const key = newSealingKey();
    await addKeyToFile(file, key);
    const other = createKeyring([key]);
    expect(await running.open(await other.seal('by another'))).toBe('by another');
    expect(await other.open(await running.seal('by the running'))).toBe('by the running');
    expect(await running.open(sealedBefore)).toBe('before');
  });

  test('that is gone for a moment takes no key away', async () => {
    const running = await load();
    await rm(file);
    const sealed = await running.seal('kept');
    expect(await running.open(sealed)).toBe('kept');
  });

  test('is made once, for its owner only, also where several start together', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, load));
    const sealed = await all[0]!.seal('one key');
    for (const keyring of all) expect(await keyring.open(sealed)).toBe('one key');
    expect((await stat(file)).mode & 0o077).toBe(0);
    await addKeyToFile(file, newSealingKey());
    await keepFirstKeyInFile(file);
    expect((await stat(file)).mode & 0o077).toBe(0);
  });
});

describe('handoff rotate-keys', () => {
  let cli: Cli;
  beforeEach(async () => {
    cli = await createCli();
  });
  afterEach(() => cli.close());

  test('replaces the key of a server that runs, and nothing it keeps is lost', async () => {
    const server = await cli.serve();
    const client = await clientOf(cli, server);
    const workspace = await client('createWorkspace', { body: { name: 'Bloom' } });
    const params = { workspaceId: workspace.id };
    const source = await client('createWebhookSource', { params, body: { name: 'Tills' } });
    const connection = await client('createConnection', {
      params,
      body: { destination: 'webhook', name: 'Archive', settings: { url: 'https://archive.example', secret: generateSecret() } },
    });
    const post = async () => {
      const body = '{"total":12}';
      const key = await importSigningKey(source.signingSecret);
      const signed = await sign([key], { id: `msg_${crypto.randomUUID()}`, timestamp: Math.floor(Date.now() / 1000), body });
      return (
        await fetch(`${server.url}/v1/hooks/${source.id}`, {
          method: 'POST',
          body,
          headers: { 'content-type': 'application/json', ...signed },
        })
      ).status;
    };
    expect(await post()).toBe(202);
    const file = join(cli.dataDir, 'secret.key');
    const oldKey = (await readFile(file, 'utf8')).trim();

    const begun = await cli.run(['rotate-keys']);
    expect(begun).toMatchObject({ code: 0 });
    expect(begun.stdout).toContain('rotate-keys --finish');
    expect((await cli.run(['rotate-keys'])).code).toBe(1);
    const during = await client('createConnection', {
      params,
      body: { destination: 'webhook', name: 'Second', settings: { url: 'https://archive.example', secret: generateSecret() } },
    });
    const finished = await cli.run(['rotate-keys', '--finish']);
    expect(finished).toMatchObject({ code: 0 });
    const keys = (await readFile(file, 'utf8')).trim();
    expect(keys).toMatch(/^[\w-]{43}$/);
    expect(keys).not.toBe(oldKey);
    expect(begun.stdout + finished.stdout).not.toContain(keys);

    // The server was not restarted: it opens and seals with the new key alone.
    const { items } = await client('listConnections', { params });
    expect(items.map(({ settings }) => settings['secret'])).toEqual([connection, during].map(({ settings }) => settings['secret']));
    expect(await post()).toBe(202);
    expect((await cli.run(['doctor', '--json'])).stdout).toContain('"ok": true');
    await server.stop();
    await (await cli.serve()).stop();
  });

  test('with keys from the environment it says the steps, and they work', async () => {
    const [oldKey, newKey] = [newSealingKey(), (await cli.run(['rotate-keys', '--print'])).stdout.trim()];
    const env = (keys: string) => ({ env: { HANDOFF_SECRET_KEYS: keys } });
    await cli.run(['connect'], env(oldKey));
    const steps = await cli.run(['rotate-keys'], env(oldKey));
    expect(steps.stdout).toContain('rotate-keys --print');
    expect((await cli.run(['doctor'], env(newKey))).code).toBe(1);
    expect(await cli.run(['rotate-keys', '--finish'], env(`${newKey},${oldKey}`))).toMatchObject({ code: 0 });
    expect((await cli.run(['doctor'], env(newKey))).code).toBe(0);
  });

  test('drops no key while something cannot be opened', async () => {
    await cli.run(['connect']);
    const file = join(cli.dataDir, 'secret.key');
    const keys = `${newSealingKey()}\n${newSealingKey()}\n`;
    await writeFile(file, keys);
    const { code, stderr } = await cli.run(['rotate-keys', '--finish']);
    expect(code).toBe(1);
    expect(stderr).toContain('this server’s own key identity');
    expect(await readFile(file, 'utf8')).toBe(keys);
  });
});

async function setTokens(store: Store, id: string, tokens: string): Promise<void> {
  await store.db.updateTable('connections').set({ tokens }).where('id', '=', id).execute();
}

/** More connections than a page holds, and one of everything else that is sealed. */
async function seed(store: Store, keyring: Keyring): Promise<void> {
  await loadServerKeys(store, keyring, NOW);
  await store.db.insertInto('workspaces').values({ id: 'ws_1', name: 'Bloom', settings: '{}', created_at: NOW }).execute();
  const named = { workspace_id: 'ws_1', name: 'x', settings: '{}', created_at: NOW };
  await store.db
    .insertInto('sources')
    .values({ ...named, id: 'src_1', slug: 'tills', kind: 'webhook', url: '' })
    .execute();
  const material = await keyring.seal('hmac');
  await store.db
    .insertInto('source_keys')
    .values({ id: 'key_1', workspace_id: 'ws_1', source_id: 'src_1', kind: 'hmac', material, created_at: NOW })
    .execute();
  const hash = { id: 'key_2', workspace_id: 'ws_1', source_id: 'src_1', kind: 'url' as const, material: 'a hash', created_at: NOW };
  await store.db.insertInto('source_keys').values(hash).execute();
  const connections = await Promise.all(
    Array.from({ length: 250 }, async (_, index) => {
      const id = `con_${String(index).padStart(4, '0')}`;
      const [secrets, tokens] = [await keyring.seal(`secrets ${index}`), await keyring.seal(`tokens ${index}`)];
      return { ...named, id, slug: id.replace('_', '-'), destination: 'webhook', secrets, tokens, scopes: '[]', updated_at: NOW };
    }),
  );
  await store.db.insertInto('connections').values(connections).execute();
  await store.db
    .insertInto('oauth_states')
    .values({
      state_hash: 'h',
      workspace_id: 'ws_1',
      connection_id: 'con_0000',
      code_verifier: await keyring.seal('verifier'),
      actor: 'x',
      expires_at: NOW,
    })
    .execute();
}

/** Every sealed value there is, found by its look and not by a list of columns, so that a forgotten column shows. */
async function sealedAnywhere(store: Store): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const { name } of await store.db.introspection.getTables()) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(store.db);
    for (const row of rows) {
      const id = String(row['id'] ?? row['purpose'] ?? row['state_hash']);
      for (const [column, value] of Object.entries(row))
        if (typeof value === 'string' && JWE.test(value)) found.set(`${name}.${column}#${id}`, value);
    }
  }
  return found;
}
