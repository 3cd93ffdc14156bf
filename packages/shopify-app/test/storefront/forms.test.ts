import type { Envelope } from '@handoff/shared/event';
import type { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addShop } from '../../src/shop/add.ts';
import { saveSettings } from '../../src/shop/settings.ts';
import { createTestParts, SHOP, type TestParts } from '../support/store.ts';
import { createStorefrontApp, proxiedUrl } from '../support/storefront.ts';

describe('forms of the storefront', () => {
  let test: TestParts;
  let app: Hono;

  beforeEach(async () => {
    test = await createTestParts({ config: { previousApiSecret: 'old-secret' } });
    await addShop(test.parts, SHOP);
    app = createStorefrontApp(test.parts);
  });
  afterEach(() => test.close());

  const submission = (changes: Record<string, unknown> = {}) => ({
    id: '0b9f4c1e-7d0e-4f43-9f5e-2d3c8a3f0a11',
    kind: 'contact',
    form: { id: 'contact', title: 'Contact' },
    fields: [
      { key: 'email', label: 'E-mail', type: 'email', value: 'ada@example.com' },
      { key: 'first_name', label: 'First name', type: 'text', value: 'Ada' },
      { key: 'topics', label: 'Topics', type: 'checkbox', value: ['Tea', 'Cups'] },
    ],
    seconds: 12.5,
    at: new Date(test.clock.now() - 3000).toISOString(),
    page: 'https://steep.example/pages/contact?utm_source=news&utm_campaign=may',
    ...changes,
  });
  const post = (body: unknown, url = proxiedUrl('forms', test.clock.now()), headers: Record<string, string> = {}) =>
    app.request(url, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), headers });
  const kept = async (): Promise<Envelope[]> =>
    (await test.store.db.selectFrom('shopify_inbox').select('body').orderBy('seq').execute()).map(({ body }) => JSON.parse(body));

  it('are kept before they are answered, as an event of the shop that Shopify vouches for', async () => {
    const answer = await post(
      submission(),
      proxiedUrl('forms', test.clock.now(), {
        customer: '77',
        extra: [
          ['a', '2'],
          ['a', '1'],
        ],
      }),
    );
    expect([answer.status, await answer.json()]).toEqual([200, { kept: true }]);
    expect(await test.store.db.selectFrom('shopify_inbox').select(['shop', 'topic', 'state', 'triggered_at']).execute()).toEqual([
      { shop: SHOP, topic: 'handoff/event', state: 'pending', triggered_at: test.clock.now() - 3000 },
    ]);
    expect(await kept()).toMatchObject([
      {
        type: 'form.submitted',
        idempotencyKey: 'form.submitted:shopify-0b9f4c1e-7d0e-4f43-9f5e-2d3c8a3f0a11',
        subject: { email: 'ada@example.com', firstName: 'Ada', name: 'Ada', externalIds: { shopify_shop: SHOP, shopify_customer: '77' } },
        data: { fields: { topics: ['Tea', 'Cups'] } },
        context: { secondsToSubmit: 12.5, utm: { source: 'news', campaign: 'may' } },
        signals: [{ tool: 'shopify', verdict: 'ham' }],
      },
    ]);
  });

  it.each([
    ['signed by nobody', () => 'https://handoff.test/proxy/forms?shop=steep-and-co.myshopify.com&timestamp=1795262400'],
    ['signed with another secret', () => proxiedUrl('forms', test.clock.now(), { secret: 'guess' })],
    ['with a parameter changed', () => proxiedUrl('forms', test.clock.now()).replace('logged_in_customer_id=', 'logged_in_customer_id=1')],
    ['named two shops', () => `${proxiedUrl('forms', test.clock.now())}&shop=other.myshopify.com`],
    ['signed twice', () => `${proxiedUrl('forms', test.clock.now())}&signature=`],
    ['signed long ago', () => proxiedUrl('forms', test.clock.now() - 600_000)],
    ['for what is no shop', () => proxiedUrl('forms', test.clock.now(), { shop: 'evil.example' })],
  ])('are refused when %s', async (_why, url) => {
    const answer = await post(submission(), url());
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ error: { code: 'signature_invalid' } });
    expect(await kept()).toEqual([]);
  });

  it('are taken with the secret before this one while Shopify still signs with it', async () => {
    expect((await post(submission(), proxiedUrl('forms', test.clock.now(), { secret: 'old-secret' }))).status).toBe(200);
    expect(await kept()).toHaveLength(1);
  });

  it('are one event however often the browser posts them, from whatever address', async () => {
    await Promise.all([post(submission()), post(submission())]);
    test.clock.advance(3_600_000);
    await post(submission(), proxiedUrl('forms', test.clock.now()), { 'x-forwarded-for': '198.51.100.9' });
    expect(await kept()).toHaveLength(1);
  });

  it('take a browser’s clock for what it is', async () => {
    await post(submission({ id: 'from-the-future', at: '2031-01-01T00:00:00Z' }));
    await post(submission({ id: 'from-the-seventies', at: '1970-01-01T00:00:00Z' }));
    const now = new Date(test.clock.now()).toISOString();
    expect((await kept()).map(({ occurredAt }) => occurredAt)).toEqual([now, now]);
  });

  it('raise no consent: a signup is pending, an empty box says nothing', async () => {
    await post(submission({ id: 'signup-00001', kind: 'signup', consent: { agreed: true, wording: 'Letters' } }));
    await post(submission({ id: 'ticked-00001', consent: { agreed: true, wording: 'Letters' } }));
    await post(submission({ id: 'unticked-001', consent: { agreed: false, wording: 'Letters' } }));
    expect((await kept()).map(({ consent }) => consent?.map(({ state, wording }) => [state, wording]))).toEqual([
      [['pending', 'Letters']],
      [['subscribed', 'Letters']],
      [],
    ]);
  });

  it('say what Cloudflare’s check gave, that it gave nothing, or that the form shows none', async () => {
    await post(submission({ id: 'checked-001', turnstile: '0.token' }));
    await post(submission({ id: 'unchecked-01', turnstile: '' }));
    await post(submission({ id: 'no-check-001' }));
    expect((await kept()).map(({ context }) => context?.turnstile)).toEqual(['0.token', '', undefined]);
  });

  it.each([
    ['no JSON', 'fields=1', 422, 'not_json'],
    ['no form', '{"id":"0123456789"}', 422, 'invalid'],
    ['too large', JSON.stringify({ id: 'x'.repeat(1_100_000) }), 413, 'body_too_large'],
  ])('that are %s are refused with what to mend', async (_what, body, status, code) => {
    const answer = await post(body);
    expect([answer.status, ((await answer.json()) as { error: { code: string } }).error.code]).toEqual([status, code]);
  });

  it('are not kept for a shop that does not want it, or has removed the app', async () => {
    await saveSettings(test.parts, SHOP, { captureForms: false });
    expect(await (await post(submission())).json()).toEqual({ kept: false });
    await saveSettings(test.parts, SHOP, { captureForms: true });
    await test.store.db.updateTable('shopify_shops').set({ state: 'uninstalled' }).execute();
    expect(await (await post(submission())).json()).toEqual({ kept: false });
    expect(await kept()).toEqual([]);
  });

  it('are asked for again when they cannot be kept', async () => {
    await test.store.db.schema.dropTable('shopify_inbox').execute();
    const answer = await post(submission());
    expect([answer.status, await answer.json()]).toMatchObject([503, { error: { code: 'unavailable' } }]);
  });

  it('note when the theme’s embed was seen, at most once an hour', async () => {
    const seen = async () =>
      (await test.store.db.selectFrom('shopify_shops').select('embed_seen_at').executeTakeFirstOrThrow()).embed_seen_at;
    const report = () => app.request(proxiedUrl('seen', test.clock.now()), { method: 'POST', body: '{}' });
    const first = test.clock.now();
    expect((await report()).status).toBe(200);
    test.clock.advance(60_000);
    await report();
    expect(await seen()).toBe(first);
    test.clock.advance(3_600_000);
    await report();
    expect(await seen()).toBe(test.clock.now());
    expect((await app.request('https://handoff.test/proxy/seen', { method: 'POST' })).status).toBe(401);
  });
});
