import { listenFake } from '@handoff/shopify-app/testing';
import { afterEach, expect, test } from 'vitest';
import { readConfig } from '../src/config/config.ts';
import { createShopifyFetch } from '../src/shopify/fetch.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** The way to a Shopify that stands on this machine. */
async function wayTo(answer: (request: Request) => Response) {
  const standIn = await listenFake({ fetch: (request) => Promise.resolve(answer(request)) });
  const fetch = createShopifyFetch(
    readConfig({
      HANDOFF_SHOPIFY_API_KEY: 'key',
      HANDOFF_SHOPIFY_API_SECRET: 'secret',
      HANDOFF_SHOPIFY_BASE_URL: standIn.origin,
      HANDOFF_ALLOW_BASE_URL_OVERRIDE: 'true',
      HANDOFF_ALLOW_PRIVATE_DESTINATIONS: 'true',
    }),
  );
  closing.push(fetch.close, standIn.close);
  return fetch;
}

test('a stand-in is asked in place of every host of Shopify’s, and told which was meant', async () => {
  const asked: string[] = [];
  const fetch = await wayTo((request) => {
    asked.push(`${request.method} ${request.url} ${request.headers.get('x-shopify-access-token')}`);
    return Response.json({});
  });
  const headers = { 'x-shopify-access-token': 'shpat_1' };
  await fetch(new Request('https://bloom.myshopify.com/admin/api/2026-10/graphql.json?a=1', { method: 'POST', body: '{}', headers }));
  expect(asked).toEqual(['POST https://bloom.myshopify.com/admin/api/2026-10/graphql.json?a=1 shpat_1']);
});

test('the file of a bulk operation arrives whole, however long it is', async () => {
  const line = `${JSON.stringify({ id: 'gid://shopify/Order/1', note: 'x'.repeat(1000) })}\n`;
  const fetch = await wayTo(() => new Response(line.repeat(5000)));
  const answer = await fetch(new Request('https://storage.googleapis.com/bulk.jsonl'));
  expect((await answer.text()).length).toBe(line.length * 5000);
});
