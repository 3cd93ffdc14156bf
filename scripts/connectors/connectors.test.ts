import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { destinations } from '../../packages/server/src/destinations/registry.ts';
import { connectorPages, stalePages } from './pages.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'handoff-connectors-'))));
afterEach(() => rm(folder, { recursive: true }));

it('has a page for every destination that names each operation and every secret setting', async () => {
  const pages = await connectorPages();
  for (const [type, { operations }] of Object.entries(destinations)) {
    for (const name of Object.keys(operations)) expect(pages.get(`${type}.md`)).toContain(`\`${name}\``);
  }
  expect(pages.get('oblio.md')).toContain('It is left to the owner. Invoices');
  expect(pages.get('brevo.md')).toMatch(/\| API key \| .* \| required, secret \|/);
});

it('lists for every destination what to check with a live account', async () => {
  const page = (await connectorPages()).get('sign-off.md');
  for (const type of Object.keys(destinations)) expect(page).toContain(`destinations/${type}/README.md) | `);
});

it('finds the pages that are changed, missing, or of no destination any more', async () => {
  const pages = new Map([
    ['a.md', 'A'],
    ['b.md', 'B'],
    ['c.md', 'C'],
  ]);
  await writeFile(join(folder, 'a.md'), 'A');
  await writeFile(join(folder, 'b.md'), 'old');
  await writeFile(join(folder, 'gone.md'), 'gone');
  expect((await stalePages(pages, folder)).toSorted()).toEqual(['b.md', 'c.md', 'gone.md']);
});
