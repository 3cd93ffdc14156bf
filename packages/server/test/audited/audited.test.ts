import { type Endpoint, type EndpointName, endpoints } from '@handoff/shared/api';
import { auditWords } from '@handoff/shared/panel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventChanges } from './events.ts';
import { flowChanges } from './flows.ts';
import { memberChanges } from './members.ts';
import { peopleChanges } from './people.ts';
import { createScene, type Scene } from './scene.ts';
import { screeningServicesChanges } from './screening-services.ts';
import { settingsChanges } from './settings.ts';
import { sourceChanges } from './sources.ts';

const CHANGES = {
  ...settingsChanges,
  ...memberChanges,
  ...flowChanges,
  ...peopleChanges,
  ...eventChanges,
  ...sourceChanges,
  ...screeningServicesChanges,
};

/**
 * Every endpoint that may change something is called, and must leave who, when, and what was before and after. The list
 * is the API's own: an endpoint added tomorrow fails here until somebody says what it leaves, or why nothing.
 */
const UNAUDITED: Partial<Record<EndpointName, string>> = {
  postEvents: 'what comes in is an event, which says itself what became of it',
  knownEvents: 'a question',
  postHook: 'what comes in is an event',
  postSecretHook: 'what comes in is an event',
  preview: 'a question',
  suggestFields: 'a question',
  suggestMapping: 'a question',
  flowQuestions: 'a question',
  resolveContacts: 'a question',
  matchContact: 'a question',
  screenBatch: 'a question',
  checkDrift: 'looks; what it finds is an alert',
  beginAuthorization: 'nothing is changed before the vendor sends the person back: oauth.test.ts',
};
/** Routes that change something and are no endpoints, because browsers go there. */
const PAGES: Record<string, string> = {
  'POST /console/sign-in': 'asks for a link by mail',
  'POST /console/sign-in/link': 'session.begun, below',
};

const changing = (Object.entries(endpoints) as [EndpointName, Endpoint][]).filter(([, { method }]) => method !== 'GET');
const cases = changing.flatMap(([name]) => {
  const change = CHANGES[name];
  return change === undefined ? [] : [{ name, change }];
});
const SECRETS = /whsec_|whsk_|hnd_|hns_|"(secret|token|password)":"[^•]/;

let scene: Scene;
beforeAll(async () => void (scene = await createScene()));
afterAll(() => scene.server.close());

const entriesAfter = (seq: number) => scene.server.store.db.selectFrom('audit').selectAll().where('seq', '>', seq).orderBy('seq').execute();
const lastSeq = async () => (await entriesAfter(0)).at(-1)?.seq ?? 0;

test('every endpoint and page that may change something is tried here, or says why it leaves nothing', () => {
  const unknown = changing.map(([name]) => name).filter((name) => !(name in CHANGES) && !(name in UNAUDITED));
  console.info(`audit: ${changing.length} endpoints may change something: ${cases.length} tried, ${Object.keys(UNAUDITED).length} named`);
  expect(unknown).toEqual([]);
  const mounted = new Set(changing.map(([, { method, path }]) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`));
  const pages = scene.server.app.routes
    .filter(({ method, path }) => method !== 'GET' && method !== 'ALL' && !mounted.has(`${method} ${path}`))
    .map(({ method, path }) => `${method} ${path}`);
  expect([...new Set(pages)].toSorted()).toEqual(Object.keys(PAGES).toSorted());
});

describe('is in the audit with who, when, before and after', () => {
  test.each(cases)('$name', async ({ change: { kind, action, prepare } }) => {
    const { act, by } = await prepare(scene);
    scene.server.clock.advance(1000);
    const before = await lastSeq();
    await act();
    const entries = await entriesAfter(before);
    const entry = entries.find((each) => each.action === action);
    expect(entries.map((each) => each.action)).toContain(action);
    for (const each of entries) expect(each).toMatchObject({ actor: by, at: scene.server.clock.now() });
    if (kind !== 'creates') expect(entry?.before).toEqual(expect.any(String));
    if (kind !== 'removes') expect(entry?.after).toEqual(expect.any(String));
    if (kind === 'changes') expect(entry?.after).not.toEqual(entry?.before);
    expect(JSON.stringify(entries)).not.toMatch(SECRETS);
  });

  test('signing in', async () => {
    const before = await lastSeq();
    const { by } = await scene.visitor();
    const begun = (await entriesAfter(before)).find(({ action }) => action === 'session.begun');
    expect(begun).toMatchObject({ actor: by, at: scene.server.clock.now(), after: '{"method":"link"}' });
  });

  test('in words', async () => {
    const actions = new Set((await entriesAfter(0)).map(({ action }) => action));
    expect([...actions].filter((action) => auditWords(action, (english) => english) === action)).toEqual([]);
  });
});
