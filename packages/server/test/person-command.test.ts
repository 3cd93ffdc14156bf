import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cli, createCli } from './support/cli.ts';

let cli: Cli;
beforeAll(async () => {
  cli = await createCli();
  await cli.run(['connect']);
});
afterAll(() => cli.close());

const EMAIL = 'ada@example.com';

test('`handoff person export` prints what is kept', async () => {
  const exported = await cli.run(['person', 'export', EMAIL]);
  expect(JSON.parse(exported.stdout)).toEqual({ persons: [], events: [] });
});

test('`handoff person erase` does nothing until told twice', async () => {
  const refused = await cli.run(['person', 'erase', EMAIL]);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('say --yes');
});

test('`handoff person erase --yes` prints the receipt', async () => {
  const erased = await cli.run(['person', 'erase', EMAIL, '--yes']);
  expect(erased.code).toBe(0);
  expect(erased.stdout).toContain('# Receipt: personal data erased');
  expect(erased.stdout).toContain('Nothing of this person was found here.');
  expect(erased.stdout).not.toContain(EMAIL);
});

test('`handoff person receipts` lists what was done, by whom', async () => {
  const list = await cli.run(['person', 'receipts', '--json']);
  const items = JSON.parse(list.stdout) as { kind: string; requestedBy: string }[];
  expect(items.map(({ kind, requestedBy }) => [kind, requestedBy])).toEqual([
    ['erasure', 'command line'],
    ['export', 'command line'],
  ]);
});

test('`handoff person` takes no name, of which it would say that nothing is kept', async () => {
  for (const args of [
    ['export', 'Ada Lovelace'],
    ['erase', 'Ada Lovelace', '--yes'],
  ]) {
    const { code, stdout, stderr } = await cli.run(['person', ...args]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('“Ada Lovelace” is neither an e-mail address nor a phone number.');
  }
  expect((await cli.run(['person', 'export', '+49 30 1234567'])).code).toBe(0);
});
