import type { ApiError } from '@handoff/shared/api';
import type { Envelope } from '@handoff/shared/event';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { applyWorkspaceFile } from '../src/domain/workspace-file/apply.ts';
import { exportWorkspace } from '../src/domain/workspace-file/export.ts';
import { parseWorkspaceFile } from '../src/domain/workspace-file/parse.ts';
import { charge, stripeEvent, stripeSignature } from '../src/sources/stripe/samples.ts';
import { createHarness, type Harness, jsonRequest } from './support/harness.ts';

/** Of Stripe's form, and no base64: its length and its underscore would be refused of a Standard Webhooks secret. */
const SECRET = ['whsec', 'Twin_0123456789abcdefABCDEF0123'].join('_');

let server: Harness;
let params: { workspaceId: string };
beforeEach(async () => {
  server = await createHarness();
  params = { workspaceId: server.workspaceId };
});
afterEach(() => server.close());

const create = () => server.client('createStripeSource', { params, body: { name: 'Stripe' } });
const setSecret = (sourceId: string, signingSecret = SECRET) =>
  server.client('setSourceSecret', { params: { ...params, sourceId }, body: { signingSecret } });
async function connected() {
  const made = await create();
  await setSecret(made.id);
  return made;
}
const errorOf = async (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => (error as ApiError).details,
  );

interface Sending {
  secret?: string;
  at?: number;
  sent?: string;
  signature?: string;
}
async function post(url: string, event: unknown = stripeEvent('charge.succeeded', charge), sending: Sending = {}) {
  const text = JSON.stringify(event);
  const signature = sending.signature ?? stripeSignature(text, sending.secret ?? SECRET, sending.at ?? server.clock.now());
  const headers: Record<string, string> = signature === '' ? {} : { 'stripe-signature': signature };
  const answer = await server.app.fetch(jsonRequest(new URL(url).pathname, sending.sent ?? text, headers));
  return {
    status: answer.status,
    body: (await answer.json()) as { eventId?: string; status?: string; error?: { code: string; message: string } },
  };
}
const stored = async () => {
  const rows = await server.store.db.selectFrom('events').selectAll().orderBy('seq').execute();
  return rows.map((row) => JSON.parse(row.body) as Envelope);
};

describe('a Stripe source', () => {
  test('answers the address and the events for Stripe, and takes what Stripe signs with the secret it then shows', async () => {
    const made = await create();
    expect(made).toMatchObject({ kind: 'stripe', hookUrl: expect.stringMatching(/\/v1\/hooks\/src_/) });
    expect(made.settings).toMatchObject({ screening: { observe: false } });
    expect(made.events).toContain('charge.succeeded');

    const early = await post(made.hookUrl);
    expect(early).toMatchObject({
      status: 401,
      body: { error: { code: 'signature_invalid', message: expect.stringContaining('no signing secret yet') } },
    });
    await setSecret(made.id);
    const answer = await post(made.hookUrl);
    expect(answer).toMatchObject({ status: 202, body: { status: 'accepted' } });
    expect(await stored()).toMatchObject([
      { type: 'payment.succeeded', subject: { email: 'ada@example.com' }, data: { amount: '149.90' } },
    ]);
  });

  test('takes an event that comes again for the same, also signed anew hours later', async () => {
    const { hookUrl } = await connected();
    const first = await post(hookUrl);
    server.clock.advance(7_200_000);
    expect(await post(hookUrl)).toMatchObject({ status: 202, body: { eventId: first.body.eventId, status: 'repeat' } });
    expect(await stored()).toHaveLength(1);
  });

  test('takes one of several signatures, as while a secret is replaced in Stripe', async () => {
    const { hookUrl } = await connected();
    const event = stripeEvent('charge.succeeded', charge);
    const good = stripeSignature(JSON.stringify(event), SECRET, server.clock.now());
    const signature = good.replace(',v1=', `,v1=${'ab'.repeat(32)},v1=`);
    expect(await post(hookUrl, event, { signature })).toMatchObject({ status: 202 });
  });

  const NOON = Date.UTC(2026, 10, 21, 12);
  test.each<[string, Sending, string]>([
    ['another secret', { secret: `${SECRET}x` }, 'signature_invalid'],
    ['a body changed on its way', { sent: '{"id":"evt_2"}' }, 'signature_invalid'],
    ['a signature of six minutes ago', { at: NOON - 301_000 - 60_000 }, 'clock_skew'],
    ['a signature from the future', { at: NOON + 361_000 }, 'clock_skew'],
    ['no signature', { signature: '' }, 'signature_missing'],
    ['a header without a time', { signature: `v1=${'ab'.repeat(32)}` }, 'signature_malformed'],
    ['a header without a signature', { signature: 't=1795262400' }, 'signature_malformed'],
    ['only a signature of the test scheme', { signature: `t=1795262400,v0=${'ab'.repeat(32)}` }, 'signature_malformed'],
  ])('refuses %s and keeps nothing', async (_, sending, code) => {
    const { hookUrl } = await connected();
    expect(await post(hookUrl, undefined, sending)).toMatchObject({ status: 401, body: { error: { code } } });
    expect(await stored()).toEqual([]);
  });

  test('allows five minutes between the clocks', async () => {
    const { hookUrl } = await connected();
    expect((await post(hookUrl, undefined, { at: server.clock.now() - 299_000 })).status).toBe(202);
  });

  test('parks what this version does not read, and marks what comes from test mode', async () => {
    const { hookUrl } = await connected();
    await post(hookUrl, stripeEvent('payout.paid', { id: 'po_1' }));
    await post(hookUrl, stripeEvent('charge.succeeded', charge, { id: 'evt_test', livemode: false }));
    await server.drain();
    const rows = await server.store.db.selectFrom('events').select(['type', 'state']).orderBy('seq').execute();
    expect(rows[0]).toMatchObject({ type: 'stripe.payout.paid', state: 'parked' });
    expect((await stored())[1]).toMatchObject({ context: { test: true } });
  });

  test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('parks an event whose type is "%s"', async (type) => {
    const made = await connected();
    expect(await post(made.hookUrl ?? '', stripeEvent(type, charge))).toMatchObject({ status: 202, body: { status: 'accepted' } });
    expect(await server.store.db.selectFrom('events').select('state').execute()).toEqual([{ state: 'parked' }]);
  });

  test.each([
    ['an id no key could hold', { data: { object: { ...charge, id: 'ch_'.padEnd(600, 'x') } } }],
    ['a time beyond all dates', { created: Number.MAX_SAFE_INTEGER }],
  ])('refuses %s while Stripe can still be told, and keeps nothing', async (_, more) => {
    const made = await connected();
    expect(await post(made.hookUrl ?? '', { ...stripeEvent('charge.succeeded', charge), ...more })).toMatchObject({ status: 422 });
    expect(await stored()).toEqual([]);
  });

  test('refuses the thin style, which names an object only, with the way out', async () => {
    const { hookUrl } = await connected();
    const answer = await post(hookUrl, { id: 'evt_1', object: 'v2.core.event', type: 'v1.billing.meter.no_meter_found' });
    expect(answer).toMatchObject({ status: 422, body: { error: { code: 'invalid', message: expect.stringContaining('Snapshot') } } });
  });

  test('has no secret address, and is not taken for a webhook source', async () => {
    const { hookUrl } = await connected();
    const answer = await server.app.fetch(jsonRequest(`${new URL(hookUrl).pathname}/guess`, {}));
    expect(answer.status).toBe(401);
  });

  test('once revoked takes nothing', async () => {
    const made = await connected();
    await server.client('revokeSource', { params: { ...params, sourceId: made.id } });
    expect(await post(made.hookUrl)).toMatchObject({ status: 401, body: { error: { code: 'source_revoked' } } });
    expect(await errorOf(setSecret(made.id))).toMatchObject({ code: 'conflict' });
  });
});

describe('its secret', () => {
  test('is sealed, shown nowhere, and replaced at once', async () => {
    const made = await connected();
    const next = `${SECRET}2`;
    await setSecret(made.id, next);
    expect((await post(made.hookUrl)).status).toBe(401);
    expect((await post(made.hookUrl, undefined, { secret: next })).status).toBe(202);
    const shown = JSON.stringify([
      await server.client('listSources', { params }),
      await server.client('listAudit', { params }),
      await server.store.db.selectFrom('source_keys').select('material').execute(),
    ]);
    expect(shown).not.toContain(SECRET.slice(6));
  });

  test.each(['sk_live_0123456789abcdefgh', 'whsec_short', 'whsec_with spaces in it 0123456789'])('"%s" is none', async (wrong) => {
    const made = await create();
    expect(await errorOf(setSecret(made.id, wrong))).toMatchObject({ code: 'invalid', problems: [{ path: '/signingSecret' }] });
  });

  test('of a webhook source can be set too; of a paired site, and made anew here for Stripe, it cannot', async () => {
    const site = await server.pair();
    expect(await errorOf(setSecret(site.sourceId))).toMatchObject({ code: 'conflict' });
    const made = await connected();
    expect(await errorOf(server.client('rotateSourceSecret', { params: { ...params, sourceId: made.id } }))).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Roll it there'),
    });
    const hook = await server.client('createWebhookSource', { params, body: { name: 'Landing page' } });
    await setSecret(hook.id, `whsec_${Buffer.alloc(32, 7).toString('base64')}`);
  });
});

describe('a workspace file', () => {
  const FILE = 'version: 1\nworkspace: { name: Bloom }\nsources: { stripe: { kind: stripe, name: Stripe } }\n';
  const WITH_SECRET = FILE.replace('name: Stripe }', 'name: Stripe, signingSecret: { env: STRIPE_SECRET } }');
  const apply = (file: string, env: Record<string, string> = {}) =>
    applyWorkspaceFile(server.runtime.deps, {
      workspaceId: server.workspaceId,
      file: parseWorkspaceFile(file),
      env: (name) => env[name],
      by: 'test',
    });

  test('makes one, tells its address, takes the secret the next time, and then changes nothing', async () => {
    const made = await apply(FILE);
    expect(made.changes).toMatchObject([{ entry: 'source stripe', action: 'created' }]);
    const address = /https?:\S+\/v1\/hooks\/src_\w+/.exec(made.notes.join(' '))?.[0];
    expect(address).toBeDefined();
    const env = { STRIPE_SECRET: SECRET };
    expect((await apply(WITH_SECRET, env)).changes).toMatchObject([{ action: 'updated', details: ['signing secret'] }]);
    expect((await apply(WITH_SECRET, env)).changes).toMatchObject([{ action: 'unchanged' }]);
    expect((await post(address as string)).status).toBe(202);
  });

  test('is exported with a name for the secret, where there is one', async () => {
    await apply(FILE);
    expect((await exportWorkspace(server.runtime.deps, server.workspaceId)).file.sources['stripe']).not.toHaveProperty('signingSecret');
    await apply(WITH_SECRET, { STRIPE_SECRET: SECRET });
    expect((await exportWorkspace(server.runtime.deps, server.workspaceId)).file.sources['stripe']).toMatchObject({
      kind: 'stripe',
      signingSecret: { env: 'SOURCE_STRIPE_SIGNING_SECRET' },
    });
  });
});
