import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Logger } from '../src/observe/logger.ts';
import { createLogger } from '../src/observe/logger.ts';
import { formSubmission, jsonRequest } from './support/harness.ts';
import { createCrm, openShop, type Shop } from './support/shop.ts';

const ADA = {
  email: 'ada.countess@example.com',
  phone: '+49 30 5550 1234',
  name: 'Ada Lovelace-Byron',
  message: 'My knitting machine computes Bernoulli numbers',
};
const SECRET = 'whsec_dontLogThisSecretValue0123456789';
/** Each spelling of what was typed, and of what was configured. */
const PRIVATE = [ADA.email, 'ada.countess', ADA.phone, '493055501234', '30 5550', 'Lovelace', 'Bernoulli', 'dontLogThisSecret'];

let shop: Shop;
let lines: string[];
let logger: Logger;
/** What the CRM says of the next record it is given. */
let crm: ReturnType<typeof createCrm>;

beforeEach(async () => {
  lines = [];
  logger = createLogger('debug', { write: (line) => void lines.push(line) });
  crm = createCrm();
  // A vendor that quotes whatever it is sent, as many do.
  const classify: typeof crm.definition.classify = (response, now) =>
    response.status === 422
      ? {
          kind: 'permanent',
          code: 'invalid',
          message: `CRM refused: “${ADA.email}” of “${ADA.name}” (${ADA.phone}) is blocked.`,
          problems: [{ path: '/email', message: ADA.email }],
        }
      : crm.definition.classify(response, now);
  shop = await openShop({ logger, fetch: (request) => crm.fetch(request), destinations: { crm: { ...crm.definition, classify } } });
  await shop.publish([{ key: 'contact' }]);
});
afterEach(() => shop.server.close());

/** Each says something else, or the later ones would be taken for duplicates. */
let nth = 0;
const submission = () =>
  formSubmission(
    { subject: { email: ADA.email, phone: ADA.phone, name: ADA.name } },
    { 'your-name': ADA.name, 'your-email': ADA.email, 'your-message': `${ADA.message}, take ${(nth += 1)}` },
  );

function expectPrivate(what: string, texts: readonly string[]): void {
  for (const text of texts) for (const value of PRIVATE) expect(text, `${what} holds “${value}”`).not.toContain(value);
}

async function everythingSaid(): Promise<{ metrics: string; alerts: string[] }> {
  const answer = await shop.server.app.fetch(
    new Request('https://handoff.test/metrics', { headers: { authorization: `Bearer ${shop.server.operatorToken}` } }),
  );
  expect(answer.status).toBe(200);
  const { items } = await shop.server.client('listAlerts', { params: shop.params });
  return { metrics: await answer.text(), alerts: items.map((alert) => JSON.stringify(alert)) };
}

test('neither logs nor metrics nor alerts say whom the main job and its failures are about', async () => {
  // It arrives.
  await shop.send(submission());
  await shop.server.drain();
  // The vendor refuses it and quotes it; it is down; it does not answer.
  crm.refuse();
  await shop.send(submission());
  await shop.server.drain();
  crm.inject({ when: 'before', answer: { status: 503, body: { error: `no room for ${ADA.email}` } } }, { when: 'after', answer: 'reset' });
  await shop.send(submission());
  await shop.server.drain();
  // Same key, other content; a body that is none; a signature that is not theirs; a type nobody knows.
  const again = submission();
  await shop.send(again);
  await shop.send({ ...again, data: { fields: { note: ADA.message } } });
  await shop.site.post({ ...submission(), subject: { email: ADA.message, phone: ADA.name } });
  await shop.site.post(`{"subject": "${ADA.email}`);
  await shop.site.post({ idempotencyKey: ADA.email, hello: ADA.name });
  await shop.site.post({ ...submission(), type: 'party.planned' });
  await shop.server.app.fetch(
    jsonRequest('/v1/events', submission(), { 'handoff-source': shop.site.sourceId, 'webhook-signature': SECRET }),
  );
  await shop.server.drain();
  // Spam, and what a person does about it, the person's request, and a look at what does not exist.
  const spam = { ...submission(), context: { honeypot: ADA.message, secondsToSubmit: 0 } };
  await shop.send(spam);
  await shop.server.drain();
  await shop.server.client('exportPerson', { params: shop.params, body: { email: ADA.email } });
  await shop.server.client('getEvent', { params: { ...shop.params, eventId: ADA.email } }).catch(() => undefined);
  await shop.server.client('resolveContacts', { params: shop.params, body: { contacts: [{ email: ADA.email }] } });
  await shop.server
    .client('createConnection', { params: shop.params, body: { destination: 'crm', name: 'Second', settings: { key: SECRET } } })
    .catch(() => undefined);
  const dead = await shop.server.store.db.selectFrom('deliveries').select('error').where('state', '=', 'dead').execute();
  // What this rests on: it was refused, and in the words above.
  expect(JSON.stringify(dead)).toContain(ADA.name);
  const said = await everythingSaid();
  expect(lines.length).toBeGreaterThan(2);
  expect(lines.join()).toContain('"outcome":"retry"');
  expectPrivate('a log line', lines);
  expectPrivate('/metrics', [said.metrics]);
  expect(said.alerts.length).toBeGreaterThan(0);
  expect(said.alerts.join()).toContain('CRM refused');
  expectPrivate('an alert', said.alerts);
});

test('an error of the database that quotes what it was given is logged without it', async () => {
  const { store } = shop.server;
  await store.db.schema.alterTable('event_keys').renameTo('event_keys_gone').execute();
  await shop.site.post(submission());
  await store.db.schema.alterTable('event_keys_gone').renameTo('event_keys').execute();
  logger.error({ error: `duplicate key value: Key (contact)=(${ADA.email}, ${ADA.phone}) already exists.` }, 'request failed');
  expect(lines.filter((line) => line.includes('request failed')).length).toBeGreaterThan(1);
  expectPrivate('a log line', lines);
});
