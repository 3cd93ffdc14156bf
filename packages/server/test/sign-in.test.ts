import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { addMember } from '../src/domain/member/add.ts';
import { IDLE_MS, LINK_MS, LONGEST_MS } from '../src/domain/session/limits.ts';
import { createBrowser } from './support/browser.ts';
import { createHarness, type Harness } from './support/harness.ts';
import { createMailbox, followLink, linkIn, signIn } from './support/people.ts';
import { createDatabase } from './support/postgres.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];
const OWNER = 'anna@bloom.example';
const HOUR = 3_600_000;

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half of the sign-in tests is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

describe.each(engines)('signing in by a mailed link, on $engine', ({ engine }) => {
  let server: Harness;
  let mailbox: ReturnType<typeof createMailbox>;

  beforeEach(async () => {
    mailbox = createMailbox();
    const databaseUrl = engine === 'postgres' ? await createDatabase(admin as string) : undefined;
    server = await createHarness({ mailer: mailbox, databaseUrl });
    await addMember(
      server.store.db,
      { scope: server.workspaceId, email: OWNER, name: 'Anna', role: 'owner', by: 'test' },
      server.clock.now(),
    );
  });
  afterEach(() => server.close());

  const ask = (email: string) => createBrowser(server.app).ask('/console/sign-in', { form: { email } });
  const mailedLink = async (email = OWNER) => {
    await ask(email);
    return linkIn(await mailbox.next());
  };

  test('the link signs in, and the session knows who it is', async () => {
    const browser = createBrowser(server.app);
    const answer = await followLink(browser, await mailedLink(' Anna@Bloom.example '));
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/console']);
    expect(await browser.client()('getSession', {})).toMatchObject({
      email: OWNER,
      name: 'Anna',
      operator: null,
      workspaces: [{ id: server.workspaceId, name: 'Bloom & Co', role: 'owner' }],
    });
    expect(mailbox.mails[0]).toMatchObject({ to: OWNER });
  });

  test('the cookie is for this host only, unreadable for scripts, and encrypted on its way', async () => {
    const browser = createBrowser(server.app);
    const [cookie = ''] = (await followLink(browser, await mailedLink())).headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-handoff=hns_/);
    for (const attribute of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']) expect(cookie).toContain(attribute);
    expect(cookie).not.toContain('Domain');
    const stored = JSON.stringify(await server.store.db.selectFrom('sessions').selectAll().execute());
    expect(stored).not.toContain(browser.cookies.get('__Host-handoff'));
  });

  test('an unknown address is answered alike, and gets no mail', async () => {
    const [known, unknown] = [await ask(OWNER), await ask('nobody@else.example')];
    expect((await known.text()).replace(OWNER, '…')).toBe((await unknown.text()).replace('nobody@else.example', '…'));
    expect(known.status).toBe(unknown.status);
    await mailbox.next();
    expect(mailbox.mails.map(({ to }) => to)).toEqual([OWNER]);
  });

  test('works once: whoever comes second is told to ask for a new one', async () => {
    const link = await mailedLink();
    const [first, second] = [createBrowser(server.app), createBrowser(server.app)];
    const secret = link.split('/').at(-1) ?? '';
    const both = await Promise.all([first, second].map((each) => each.ask('/console/sign-in/link', { form: { link: secret } })));
    expect(both.map(({ status }) => status)).toEqual(expect.arrayContaining([303, 401]));
    const late = await createBrowser(server.app).ask(link);
    expect([late.status, await late.text()]).toEqual([401, expect.stringContaining('used already')]);
  });

  test('opening it, as programs that check mails do, does not use it up', async () => {
    const link = await mailedLink();
    await createBrowser(server.app, 'mail scanner').ask(link);
    await createBrowser(server.app, 'mail scanner').ask(link, { method: 'HEAD' });
    expect((await followLink(createBrowser(server.app), link)).status).toBe(303);
  });

  test('works in another browser than the one that asked, which stays signed out', async () => {
    const asking = createBrowser(server.app);
    await asking.ask('/console/sign-in', { form: { email: OWNER } });
    const phone = createBrowser(server.app, 'Safari on iPhone');
    await followLink(phone, linkIn(await mailbox.next()));
    expect((await phone.ask('/v1/session')).status).toBe(200);
    expect((await asking.ask('/v1/session')).status).toBe(401);
  });

  test('is refused after 15 minutes', async () => {
    const link = await mailedLink();
    server.clock.advance(LINK_MS);
    expect((await createBrowser(server.app).ask(link)).status).toBe(401);
    const secret = link.split('/').at(-1) ?? '';
    expect((await createBrowser(server.app).ask('/console/sign-in/link', { form: { link: secret } })).status).toBe(401);
  });

  test('is refused to who was removed meanwhile', async () => {
    const link = await mailedLink();
    await server.store.db.updateTable('members').set({ removed_at: 1 }).execute();
    const secret = link.split('/').at(-1) ?? '';
    expect((await createBrowser(server.app).ask('/console/sign-in/link', { form: { link: secret } })).status).toBe(401);
  });

  test('one address gets five links in a quarter of an hour', async () => {
    for (let time = 0; time < 5; time += 1) await mailedLink();
    await ask(OWNER);
    server.clock.advance(LINK_MS);
    await mailedLink();
    expect(mailbox.mails).toHaveLength(6);
  });

  test('a form that another site sends is refused', async () => {
    const secret = (await mailedLink()).split('/').at(-1) ?? '';
    const browser = createBrowser(server.app);
    const elsewhere = { 'sec-fetch-site': 'cross-site' };
    expect((await browser.ask('/console/sign-in/link', { form: { link: secret }, headers: elsewhere })).status).toBe(403);
    expect((await browser.ask('/console/sign-in', { form: { email: OWNER }, headers: elsewhere })).status).toBe(403);
    expect(browser.cookies.size).toBe(0);
  });

  test('a session planted beforehand is worth nothing: signing in makes a new one and ends the old', async () => {
    const attacker = await signIn(server, 'mallory@bloom.example', 'viewer', server.workspaceId);
    const planted = attacker.browser.cookies.get('__Host-handoff') ?? '';
    const victim = createBrowser(server.app);
    victim.cookies.set('__Host-handoff', planted);
    await followLink(victim, await mailedLink());
    expect(victim.cookies.get('__Host-handoff')).not.toBe(planted);
    expect((await attacker.browser.ask('/v1/session')).status).toBe(401);
  });

  test('ends after 12 hours without use, and after 14 days in any case', async () => {
    const { browser } = await signIn(server, 'ben@bloom.example', 'viewer', server.workspaceId);
    server.clock.advance(IDLE_MS);
    expect((await browser.ask('/v1/session')).status).toBe(401);

    const busy = await signIn(server, 'cem@bloom.example', 'viewer', server.workspaceId);
    for (let hours = 0; hours < LONGEST_MS / HOUR - 6; hours += 6) {
      server.clock.advance(6 * HOUR);
      expect((await busy.browser.ask('/v1/session')).status).toBe(200);
    }
    server.clock.advance(6 * HOUR);
    expect((await busy.browser.ask('/v1/session')).status).toBe(401);
  });

  test('signing out ends this browser, signing out everywhere all of them', async () => {
    const { browser, client, session } = await signIn(server, 'ben@bloom.example', 'viewer', server.workspaceId);
    const phone = createBrowser(server.app, 'Safari on iPhone');
    await followLink(phone, await mailedLink('ben@bloom.example'));
    const devices = (await client('listSessions', {})).items;
    expect(devices.map(({ device, current }) => [device, current])).toEqual(
      expect.arrayContaining([
        ['Firefox on Linux', true],
        ['Safari on iPhone', false],
      ]),
    );
    const planted = browser.cookies.get('__Host-handoff') ?? '';
    await client('signOut', {});
    expect(browser.cookies.size).toBe(0);
    browser.cookies.set('__Host-handoff', planted);
    expect((await browser.ask('/v1/session')).status).toBe(401);
    expect((await phone.ask('/v1/session')).status).toBe(200);

    const { csrf } = await phone.client()('getSession', {});
    expect(csrf).not.toBe(session.csrf);
    await phone.client(csrf)('endSessions', {});
    expect((await phone.ask('/v1/session')).status).toBe(401);
  });

  test('nobody ends the session of somebody else', async () => {
    const ben = await signIn(server, 'ben@bloom.example', 'viewer', server.workspaceId);
    const anna = await signIn(server, 'second.owner@bloom.example', 'owner', server.workspaceId);
    const [session] = (await ben.client('listSessions', {})).items;
    await expect(anna.client('endSession', { params: { sessionId: session?.id ?? '' } })).rejects.toMatchObject({ code: 'not_found' });
    expect((await ben.browser.ask('/v1/session')).status).toBe(200);
  });
});

describe('what a session may be used for', () => {
  let server: Harness;
  beforeEach(async () => void (server = await createHarness()));
  afterEach(() => server.close());

  const change = (headers: Record<string, string>) => ({
    method: 'PUT',
    headers: { 'content-type': 'application/json', ...headers },
  });

  test('a change needs the session’s token and our own page', async () => {
    const { browser, session } = await signIn(server, OWNER, 'owner', server.workspaceId);
    const address = `/v1/workspaces/${server.workspaceId}/vocabulary`;
    const status = async (headers: Record<string, string>) => (await browser.ask(address, change(headers))).status;
    const right = { 'x-handoff-csrf': session.csrf };
    expect(await status({})).toBe(403);
    expect(await status({ 'x-handoff-csrf': `${session.csrf}x` })).toBe(403);
    expect(await status({ ...right, 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await status({ ...right, 'sec-fetch-site': 'same-site' })).toBe(403);
    expect(await status(right)).not.toBe(403);
  });

  test('a browser too old for Sec-Fetch-Site is told by its Origin', async () => {
    const { browser, session } = await signIn(server, OWNER, 'owner', server.workspaceId);
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const status = async (headers: Record<string, string>) =>
      (
        await server.app.fetch(
          new Request('https://handoff.test/v1/sessions/ses_none', {
            method: 'DELETE',
            headers: { cookie, 'x-handoff-csrf': session.csrf, ...headers },
          }),
        )
      ).status;
    expect(await status({})).toBe(403);
    expect(await status({ origin: 'https://evil.example' })).toBe(403);
    expect(await status({ origin: 'null' })).toBe(403);
    expect(await status({ origin: 'https://handoff.test' })).toBe(404);
  });

  test('pages for signing in run no script, send nothing elsewhere and are framed by nobody', async () => {
    const page = await createBrowser(server.app).ask('/console/sign-in');
    const policy = page.headers.get('content-security-policy') ?? '';
    for (const rule of ["default-src 'none'", "form-action 'self'", "frame-ancestors 'none'"]) expect(policy).toContain(rule);
    expect(policy).not.toContain('script-src');
    expect(page.headers.get('cache-control')).toBe('no-store');
    const text = await page.text();
    expect(text).toContain('handoff member invite');
    const style = /<style>([^]*)<\/style>/.exec(text)?.[1] ?? '';
    expect(policy).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
  });

  test('nobody signs in over an open network', async () => {
    const open = await createHarness({ env: { HANDOFF_PUBLIC_URL: 'http://shop.example' } });
    open.runtime.deps.publicUrl = () => 'http://shop.example';
    const answer = await createBrowser(open.app).ask('/console/sign-in');
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('https')]);
    await open.close();
  });

  test('on this machine without TLS the cookie has the plain name', async () => {
    const local = await createHarness();
    local.runtime.deps.publicUrl = () => 'http://localhost:8787';
    const person = await signIn(local, OWNER, 'owner', local.workspaceId).catch(String);
    expect(person).toMatchObject({ session: { email: OWNER } });
    expect(typeof person === 'string' ? [] : [...person.browser.cookies.keys()]).toEqual(['handoff']);
    await local.close();
  });
});
