import { afterEach, beforeEach, expect, test } from 'vitest';
import { addMember } from '../src/domain/member/add.ts';
import { createBrowser } from './support/browser.ts';
import { createHarness, type Harness } from './support/harness.ts';
import { createMailbox, followLink, linkIn } from './support/people.ts';

const ANNA = 'anna@bloom.example';
let server: Harness;
let mailbox: ReturnType<typeof createMailbox>;

beforeEach(async () => {
  mailbox = createMailbox();
  server = await createHarness({ mailer: mailbox });
  const anna = { scope: server.workspaceId, email: ANNA, name: 'Anna', role: 'owner' as const, by: 'test' };
  await addMember(server.store.db, anna, server.clock.now());
});
afterEach(() => server.close());

const open = async (language: string | undefined, path = '/console/sign-in') => {
  const headers = language === undefined ? {} : { 'accept-language': language };
  const answer = await createBrowser(server.app).ask(path, { headers });
  const page = await answer.text();
  return { page, lang: /<html lang="(\w+)">/.exec(page)?.[1], headers: answer.headers };
};
const ask = (language: string) =>
  createBrowser(server.app).ask('/console/sign-in', { form: { email: ANNA }, headers: { 'accept-language': language } });

test('the page is in the language its reader asks for, and says so', async () => {
  const french = await open('fr-CA,fr;q=0.9,en;q=0.8');
  expect(french.page).toContain('Se connecter à Handoff');
  expect(french.page).toContain('Votre adresse e-mail');
  expect([french.lang, french.headers.get('content-language')]).toEqual(['fr', 'fr']);
  expect(french.headers.get('vary')?.toLowerCase()).toContain('accept-language');
});

test.each([
  ['the best of those it speaks', 'es, en;q=0.3, de;q=0.7', 'de'],
  ['none that is refused', 'de;q=0, fr', 'fr'],
  ['English for another', 'es-ES,pt;q=0.5', 'en'],
  ['English for any', '*', 'en'],
  ['English for none', undefined, 'en'],
  ['English for nonsense', ';;q=,=de', 'en'],
])('it takes %s', async (_, asked, lang) => {
  expect((await open(asked)).lang).toBe(lang);
});

test('what went wrong is said in the same language', async () => {
  const german = await open('de', '/console/sign-in/link/none');
  expect(german.page).toContain('Nicht angemeldet');
  expect(german.page).toContain('Dieser Link wurde schon benutzt oder ist älter als 15 Minuten.');
  expect(german.page).not.toMatch(/Ask for|Back to/);
});

test('the link that was asked for on a German page is mailed in German, and its page names the person', async () => {
  expect(await (await ask('de-DE')).text()).toContain('Sehen Sie in Ihrem Postfach nach');
  const mail = await mailbox.next();
  expect(mail.subject).toBe('Ihr Link zur Anmeldung bei Handoff');
  expect(mail.text).toContain('Er gilt einmal und 15 Minuten lang');
  expect((await open('de', linkIn(mail))).page).toContain(`Sie melden sich in diesem Browser als <strong>${ANNA}</strong> an.`);
});

test('a member who signed in in German gets German mails, whoever asks for them', async () => {
  await ask('en');
  const browser = createBrowser(server.app);
  const signIn = browser.ask;
  browser.ask = (address, options = {}) => signIn(address, { ...options, headers: { 'accept-language': 'de-AT', ...options.headers } });
  expect((await followLink(browser, linkIn(await mailbox.next()))).status).toBe(303);
  await ask('fr');
  expect((await mailbox.next()).subject).toBe('Ihr Link zur Anmeldung bei Handoff');
});

test('an invitation is in the language of the workspace; where none is known, in that of whoever invites', async () => {
  const invite = (email: string) =>
    server.app.request(`/v1/workspaces/${server.workspaceId}/members`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.operatorToken}`, 'content-type': 'application/json', 'accept-language': 'de' },
      body: JSON.stringify({ email, role: 'viewer' }),
    });
  expect((await invite('ben@bloom.example')).status).toBe(201);
  expect((await mailbox.next()).text).toContain('in den Arbeitsbereich Bloom & Co eingeladen');
  await server.store.db.updateTable('workspaces').set({ language: 'fr' }).execute();
  expect((await invite('carla@bloom.example')).status).toBe(201);
  expect((await mailbox.next()).text).toContain('rejoindre l’espace de travail Bloom & Co');
});
