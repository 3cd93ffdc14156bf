import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addMember } from '../src/domain/member/add.ts';
import { type Browser, createBrowser } from './support/browser.ts';
import { createHarness, type Harness } from './support/harness.ts';
import { CLIENT, createIssuer, ISSUER, type Issuer, type Person } from './support/issuer.ts';

const OWNER = 'anna@bloom.example';
const ENV = { HANDOFF_OIDC_ISSUER: ISSUER, HANDOFF_OIDC_CLIENT_ID: CLIENT.id, HANDOFF_OIDC_CLIENT_SECRET: CLIENT.secret };

let server: Harness;
let issuer: Issuer;
let browser: Browser;

beforeEach(async () => {
  issuer = await createIssuer();
  server = await createHarness({ env: ENV, fetch: issuer.fetch });
  browser = createBrowser(server.app);
  await addMember(
    server.store.db,
    { scope: server.workspaceId, email: OWNER, name: 'Anna', role: 'owner', by: 'test' },
    server.clock.now(),
  );
});
afterEach(async () => {
  expect(issuer.violations).toEqual([]);
  await server.close();
});

/** Clicks "Sign in with …" and does what the service asks; answers where the service sends the browser back to. */
async function atService(person: Person): Promise<string> {
  const sent = await browser.ask('/console/sign-in/oidc');
  expect(sent.status).toBe(303);
  return issuer.visit(sent.headers.get('location') ?? '', person);
}
const comeBack = (address: string, by = browser) => by.ask(address, { headers: { 'sec-fetch-site': 'cross-site' } });

describe('signing in at a sign-in service', () => {
  test('a member whose address the service verified gets in', async () => {
    const answer = await comeBack(await atService({ email: 'Anna@Bloom.example' }));
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/console']);
    expect(await browser.client()('getSession', {})).toMatchObject({ email: OWNER, workspaces: [{ role: 'owner' }] });
    expect([...browser.cookies.keys()]).toEqual(['__Host-handoff']);
  });

  test('the page offers it, and without a mail server nothing else', async () => {
    const page = await (await browser.ask('/console/sign-in')).text();
    expect(page).toContain('Sign in with sign-in.test');
    expect(page).not.toContain('Mail me a link');
  });

  test.each<[string, Person, number, string]>([
    ['an address nobody invited', { email: 'stranger@else.example' }, 403, 'not a member'],
    ['an address the service did not verify', { email: OWNER, emailVerified: false }, 403, 'verified'],
    ['no address at all', {}, 403, 'verified'],
    ['another nonce', { email: OWNER, claims: { nonce: 'another' } }, 502, 'refused'],
    ['a token for somebody else’s server', { email: OWNER, claims: { aud: 'another-client' } }, 502, 'refused'],
    ['a token of another issuer', { email: OWNER, claims: { iss: 'https://else.test' } }, 502, 'refused'],
    ['a token that ran out', { email: OWNER, claims: { exp: 1_700_000_000 } }, 502, 'refused'],
    ['a token signed by somebody else', { email: OWNER, forged: true }, 502, 'refused'],
  ])('refuses %s', async (_, person, status, words) => {
    const answer = await comeBack(await atService(person));
    expect([answer.status, await answer.text()]).toEqual([status, expect.stringContaining(words)]);
    expect(browser.cookies.size).toBe(0);
  });

  test('refuses another state than the one it sent', async () => {
    const back = new URL(await atService({ email: OWNER }));
    back.searchParams.set('state', 'x'.repeat(43));
    expect((await comeBack(back.href)).status).toBe(502);
    expect(browser.cookies.size).toBe(0);
  });

  test('refuses an answer brought by another browser than the one that began', async () => {
    const back = await atService({ email: OWNER });
    const victim = createBrowser(server.app);
    expect((await comeBack(back, victim)).status).toBe(401);
    expect(victim.cookies.size).toBe(0);
  });

  test('refuses the same answer a second time', async () => {
    const back = await atService({ email: OWNER });
    await comeBack(back);
    expect((await comeBack(back)).status).toBe(401);
  });

  test('refuses who took longer than ten minutes', async () => {
    const back = await atService({ email: OWNER });
    server.clock.advance(600_000);
    expect((await comeBack(back)).status).toBe(401);
  });

  test('what goes wrong shows no secret', async () => {
    const text = await (await comeBack(await atService({ email: OWNER, forged: true }))).text();
    expect(text).not.toContain(CLIENT.secret);
  });
});
