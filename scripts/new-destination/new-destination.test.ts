import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { scaffold, ScaffoldError } from './scaffold.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../..');
const SERVER = join(ROOT, 'packages/server');

let home: string;
let destinations: string;

// Beside the server package, so that what it imports is found; away from its tests and its registry.
beforeEach(async () => {
  home = await mkdtemp(join(ROOT, 'node_modules/.cache-new-destination-'));
  destinations = join(home, 'src/destinations');
  await cp(join(SERVER, 'package.json'), join(home, 'package.json'));
  await cp(join(SERVER, 'src/destinations/registry.ts'), join(destinations, 'registry.ts'));
  for (const folder of ['kit', 'testing']) await symlink(join(SERVER, 'src/destinations', folder), join(destinations, folder));
  for (const other of await readdir(join(SERVER, 'src'))) {
    if (other !== 'destinations') await symlink(join(SERVER, 'src', other), join(home, 'src', other));
  }
});
afterEach(() => rm(home, { recursive: true }));

const make = (type: string, title = 'Acme CRM') => scaffold({ type, title, destinations, date: '2026-11-21' });

it('writes a destination that type-checks, and enters it into the registry', async () => {
  const files = await make('acme-crm');
  expect(files.map((file) => file.slice(destinations.length + 1))).toEqual(
    expect.arrayContaining(['acme-crm/index.ts', 'acme-crm/acme-crm.test.ts', 'acme-crm/README.md', 'registry.ts']),
  );
  const registry = await readFile(join(destinations, 'registry.ts'), 'utf8');
  expect(registry).toContain("import { acmeCrm } from './acme-crm/index.ts';");
  expect(registry).toContain("'acme-crm': acmeCrm,");
  const config = {
    extends: join(ROOT, 'tsconfig.checks.json'),
    compilerOptions: { incremental: false },
    include: [`${destinations}/acme-crm`],
  };
  await writeFile(join(home, 'tsconfig.json'), JSON.stringify(config));
  await run(join(ROOT, 'node_modules/.bin/tsc'), ['--noEmit', '-p', home]).catch((error: { stdout: string }) => expect.fail(error.stdout));
}, 60_000);

it('writes it as `npm run format:check` wants it', async () => {
  await make('acme-crm');
  // Where oxfmt looks: what is under node_modules it leaves out.
  const folder = await mkdtemp(join(tmpdir(), 'handoff-new-destination-'));
  try {
    await cp(join(destinations, 'acme-crm'), folder, { recursive: true });
    await run(join(ROOT, 'node_modules/.bin/oxfmt'), ['--check', '-c', join(ROOT, '.oxfmtrc.json'), folder]).catch(
      (error: { stdout: string }) => expect.fail(error.stdout),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});

it.each([
  ['Acme', /small letters/],
  ['acme--crm', /small letters/],
  ['../acme', /small letters/],
])('refuses the name %s', async (type, words) => {
  await expect(make(type)).rejects.toThrow(words);
});

it('touches nothing that is there', async () => {
  await make('acme');
  await expect(make('acme')).rejects.toThrow(ScaffoldError);
  const registry = await readFile(join(destinations, 'registry.ts'), 'utf8');
  expect(registry.match(/import \{ acme \}/g)).toHaveLength(1);
});
