import { type Client, createClient } from '@handoff/shared/api';
import { type Envelope, publicKeyOf } from '@handoff/shared/event';
import { importJWK, SignJWT } from 'jose';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { contactOf, digestOf } from '../src/domain/identity/heard.ts';
import { createHarness, formSubmission, type Harness, type TestSite } from './support/harness.ts';

const ORIGIN = 'https://handoff.test';
let server: Harness;
beforeEach(async () => {
  server = await createHarness();
});
afterEach(() => server.close());

const hear = async (site: TestSite, subject: NonNullable<Envelope['subject']>) => {
  await site.post(formSubmission({ subject }));
  await server.drain();
};
const persons = async () => {
  const { items } = await server.client('listPersons', { params: { workspaceId: server.workspaceId }, query: {} });
  return items.map(({ fields }) => fields.email?.value ?? '').toSorted((a, b) => a.localeCompare(b));
};

test('customers of one shop are not one person for having bought in the same shop', async () => {
  const site = await server.pair();
  for (const name of ['ada', 'bob'])
    await hear(site, { email: `${name}@example.com`, externalIds: { shopify_shop: 'bloom.myshopify.com', shopify_customer: name } });
  expect(await persons()).toEqual(['ada@example.com', 'bob@example.com']);
  // By what is their own they are still known.
  await hear(site, { externalIds: { shopify_shop: 'bloom.myshopify.com', shopify_customer: 'bob' } });
  await hear(site, { externalIds: { shopify_shop: 'bloom.myshopify.com' } });
  expect(await persons()).toEqual(['ada@example.com', 'bob@example.com']);
});

test('what a shop’s customer said has the digest it had in earlier versions, so that it is known again', () => {
  const externalIds = { shopify_shop: 'bloom.myshopify.com', shopify_customer: '42' };
  const said = contactOf(formSubmission({ subject: { email: 'ada@example.com', externalIds } }));
  expect(digestOf(said)).toBe(digestOf({ email: 'ada@example.com', externalIds }));
});

test('user 7 of one site is not user 7 of another, but stays who they are under a new address', async () => {
  const [blog, shop] = [await server.pair('blog.example'), await server.pair('shop.example')];
  await hear(blog, { email: 'ada@example.com', externalIds: { wordpress_user: '7' } });
  await hear(shop, { email: 'bob@example.com', externalIds: { wordpress_user: '7' } });
  expect(await persons()).toEqual(['ada@example.com', 'bob@example.com']);
  await hear(blog, { email: 'ada@example.org', externalIds: { wordpress_user: '7' } });
  const [ada] = (await server.client('listPersons', { params: { workspaceId: server.workspaceId }, query: { contact: 'ada@example.com' } }))
    .items;
  expect(ada?.records).toBe(2);
  expect(await persons()).toHaveLength(2);
});

async function panelOf(site: TestSite): Promise<Client> {
  const d = Buffer.from(site.secretKey.replace('whsk_', ''), 'base64').subarray(0, 32).toString('base64url');
  const x = Buffer.from((await publicKeyOf(site.secretKey)).replace('whpk_', ''), 'base64').toString('base64url');
  const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', d, x }, 'EdDSA');
  const now = Math.floor(server.clock.now() / 1000);
  const token = await new SignJWT({ iss: site.sourceId, aud: ORIGIN, sub: 'owner@bloom.example', iat: now, exp: now + 60 })
    .setProtectedHeader({ alg: 'EdDSA' })
    .sign(key);
  return createClient({ baseUrl: ORIGIN, token: () => token, fetch: (request) => Promise.resolve(server.app.fetch(request)) });
}

test('somebody is erased by the id their site counts for them, from that site only', async () => {
  const [blog, shop] = [await server.pair('blog.example'), await server.pair('shop.example')];
  await hear(blog, { email: 'ada@example.com', externalIds: { woocommerce_customer: '12' } });
  await hear(shop, { email: 'bob@example.com', externalIds: { woocommerce_customer: '12' } });
  const request = { params: { workspaceId: server.workspaceId }, body: { externalIds: { woocommerce_customer: '12' } } };
  for (const name of ['erasePerson', 'exportPerson'] as const)
    await expect(server.client(name, request)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('woocommerce_customer'),
    });
  expect(await persons()).toEqual(['ada@example.com', 'bob@example.com']);
  expect(await (await panelOf(blog))('erasePerson', request)).toMatchObject({ events: 1 });
  expect(await persons()).toEqual(['bob@example.com']);
});

test('a shop is nobody to erase: its customers stay', async () => {
  const site = await server.pair();
  const place = { shopify_shop: 'bloom.myshopify.com' };
  for (const name of ['ada', 'bob']) await hear(site, { email: `${name}@example.com`, externalIds: { ...place, shopify_customer: name } });
  const erase = (externalIds: Record<string, string>) =>
    server.client('erasePerson', { params: { workspaceId: server.workspaceId }, body: { externalIds } });
  await expect(erase(place)).rejects.toMatchObject({ code: 'invalid' });
  expect(await erase({ ...place, shopify_customer: 'ada' })).toMatchObject({ events: 1 });
  expect(await persons()).toEqual(['bob@example.com']);
});
