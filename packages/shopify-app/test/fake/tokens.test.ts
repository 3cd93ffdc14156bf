import { expect, test } from 'vitest';
import { schemaAvailable } from '../../testing/index.ts';
import { createScene } from './support.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const SHOP = '{ shop { name } }';

test.skipIf(!(await schemaAvailable()))('a session token is exchanged for a pair that expires', async () => {
  const { exchange, query, clock } = createScene();
  const { status, body } = await exchange();
  expect(status).toBe(200);
  expect(body).toMatchObject({ expires_in: 3600, refresh_token_expires_in: 7_776_000, scope: expect.stringContaining('read_orders') });
  const token = String(body['access_token']);
  clock.advance(59 * MINUTE);
  expect((await query(SHOP, {}, token)).status).toBe(200);
  clock.advance(1 * MINUTE);
  expect((await query(SHOP, {}, token)).status).toBe(401);
});

test('tokens that do not expire are not given any more', async () => {
  const { exchange } = createScene();
  expect((await exchange({ expiring: '0' })).status).toBe(400);
});

test.each([
  ['of another shop', { dest: 'https://other.myshopify.com', iss: 'https://other.myshopify.com/admin' }],
  ['for another app', { aud: 'another-key' }],
  ['that has run out', { exp: 1 }],
  ['of somebody unknown', { sub: '1' }],
])('a session token %s is not exchanged', async (_, claims) => {
  const { exchange, shop } = createScene();
  expect((await exchange({ subject_token: await shop.sessionToken({ claims }) })).body).toMatchObject({ error: 'invalid_subject_token' });
});

test('an online token says who asked', async () => {
  const { exchange } = createScene();
  const { body } = await exchange({ requested_token_type: 'urn:shopify:params:oauth:token-type:online-access-token' });
  expect(body).toMatchObject({ associated_user: { first_name: 'Olga', email: 'olga@steep.example', account_owner: true } });
});

test('a refresh rotates the pair; the old refresh token works until the new one is used', async () => {
  const { exchange, refresh } = createScene();
  const first = (await exchange()).body['refresh_token'];
  const lost = await refresh(first);
  expect(lost.status).toBe(200);
  const second = (await refresh(first)).body['refresh_token'];
  expect(second).not.toBe(first);
  expect((await refresh(second)).status).toBe(200);
  expect(await refresh(first)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
});

test('a shop nobody touched for 90 days has lost its access', async () => {
  const { exchange, refresh, clock } = createScene();
  const token = (await exchange()).body['refresh_token'];
  clock.advance(90 * DAY);
  expect(await refresh(token)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
});

test('an uninstall voids everything, and a reinstall begins anew', async () => {
  const { exchange, refresh, query, shop } = createScene();
  const { body } = await exchange();
  shop.uninstall();
  expect((await query(SHOP, {}, String(body['access_token']))).status).toBe(401);
  expect((await refresh(body['refresh_token'])).status).toBe(400);
  expect((await exchange()).status).toBe(400);
  shop.install();
  expect((await refresh(body['refresh_token'])).status).toBe(400);
  expect((await exchange()).status).toBe(200);
});

test('while a secret is rotated both are taken; webhooks are signed with the new one', async () => {
  const { fake, shop, exchange } = createScene();
  fake.rotateSecret('new-secret');
  expect((await exchange({ client_secret: 'new-secret' })).status).toBe(200);
  expect((await exchange({ subject_token: await shop.sessionToken({ secret: 'secret' }) })).status).toBe(200);
  fake.dropOldSecret();
  expect((await exchange()).body).toMatchObject({ error: 'invalid_client' });
});
