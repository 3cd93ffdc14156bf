import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Cli, createCli, type RunningServer } from './support/cli.ts';

// Each command is a process of its own.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let cli: Cli;
let server: RunningServer;
beforeAll(async () => {
  cli = await createCli();
  server = await cli.serve({ HANDOFF_PUBLIC_URL: undefined });
});
afterAll(() => cli.close());

/** The same link at the address where this server listens. */
const here = (link: string) => server.url + new URL(link).pathname;

test('the first operator of a fresh server gets in by a link that is printed, once', async () => {
  const made = await cli.run(['member', 'invite', 'Anna@Agency.example', '--role', 'owner']);
  expect([made.code, made.stderr]).toEqual([0, expect.stringContaining('anna@agency.example may sign in to every workspace')]);
  const link = made.stdout.trim();
  expect(link).toMatch(/\/console\/sign-in\/link\/\S{43}$/);
  expect(made.stderr).not.toContain(link);

  const press = () =>
    fetch(`${server.url}/console/sign-in/link`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams({ link: link.split('/').at(-1) ?? '' }),
    });
  expect((await fetch(here(link))).status).toBe(200);
  const answer = await press();
  expect(answer.status).toBe(303);
  const [cookie = ''] = answer.headers.getSetCookie();
  const session = await fetch(`${server.url}/v1/session`, { headers: { cookie: cookie.split(';')[0] ?? '' } });
  expect(await session.json()).toMatchObject({ email: 'anna@agency.example', operator: 'owner' });
  expect((await press()).status).toBe(401);
});

test('members are listed and removed, but for the last owner', async () => {
  await cli.run(['member', 'invite', 'ben@agency.example', '--role', 'manager', '--name', 'Ben']);
  expect((await cli.run(['member', 'list'])).stdout).toMatch(/ben@agency\.example\s+manager\s+Ben/);
  const last = await cli.run(['member', 'remove', 'anna@agency.example']);
  expect([last.code, last.stderr]).toEqual([1, expect.stringContaining('only owner')]);
  expect((await cli.run(['member', 'remove', 'ben@agency.example'])).code).toBe(0);
  expect((await cli.run(['member', 'list'])).stdout).not.toContain('ben@agency.example');
});

test('what is no address, and a role there is not, are refused in words', async () => {
  expect((await cli.run(['member', 'invite', 'nobody'])).stderr).toContain('is not an e-mail address');
  expect((await cli.run(['member', 'invite', 'a@b.example', '--role', 'king'])).code).toBe(1);
});
