import { abstractFetch } from '@shopify/shopify-api/runtime';
import { expect, it } from 'vitest';
import { withOutbound } from './outbound.ts';

const SHOP = 'steep-and-co.myshopify.com';

it('lets the library reach the one shop of the call under way, by https, and nothing else', async () => {
  const reached: string[] = [];
  const fetch = (request: Request) => {
    reached.push(request.url);
    return Promise.resolve(new Response('ok'));
  };
  await withOutbound({ shop: SHOP, fetch }, async () => {
    await abstractFetch(`https://${SHOP}/admin/api/2026-10/graphql.json`);
    for (const url of [
      'https://other-shop.myshopify.com/',
      `http://${SHOP}/`,
      `https://${SHOP}.evil.example/`,
      `https://evil.example/?${SHOP}`,
    ]) {
      await expect(abstractFetch(url)).rejects.toThrow('was not expected');
    }
  });
  await expect(abstractFetch(`https://${SHOP}/`)).rejects.toThrow('was not expected');
  expect(reached).toEqual([`https://${SHOP}/admin/api/2026-10/graphql.json`]);
});

it('keeps calls of two shops that are under way together apart', async () => {
  const call = (shop: string) =>
    withOutbound({ shop, fetch: (request) => Promise.resolve(new Response(new URL(request.url).host)) }, async () => {
      await Promise.resolve();
      return (await abstractFetch(`https://${shop}/`)).text();
    });
  expect(await Promise.all([call('one.myshopify.com'), call('two.myshopify.com')])).toEqual(['one.myshopify.com', 'two.myshopify.com']);
});
