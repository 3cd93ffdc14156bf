import { expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

test('an empty environment gives a server that works', () => {
  expect(readConfig({})).toMatchObject({
    host: '127.0.0.1',
    port: 8787,
    worker: true,
    allowPrivateDestinations: false,
    databaseUrl: undefined,
  });
});

test('an empty variable is one that is not set', () => {
  expect(readConfig({ HANDOFF_PUBLIC_URL: '', HANDOFF_PORT: '', HANDOFF_OAUTH_HUBSPOT: '' })).toEqual(readConfig({}));
});

test('every wrong setting is named, and no value repeated', () => {
  const secret = 'postgres-pass-1234';
  const wrong = { HANDOFF_PORT: '70000', HANDOFF_WORKER: 'maybe', DATABASE_URL: `mysql://u:${secret}@h/d` };
  expect(() => readConfig(wrong)).toThrow(ConfigError);
  expect(() => readConfig(wrong)).toThrow(/HANDOFF_PORT[^]*HANDOFF_WORKER|DATABASE_URL/);
  expect(() => readConfig(wrong)).not.toThrow(secret);
  expect(() => readConfig({ HANDOFF_OAUTH_HUBSPOT: 'only-an-id' })).toThrow(/HANDOFF_OAUTH_HUBSPOT must look like/);
});

test('an address that no browser can open, and a sender without an address, are refused', () => {
  for (const url of ['localhost:8787', 'handoff.example.com:443', 'ftp://handoff.example.com']) {
    expect(() => readConfig({ HANDOFF_PUBLIC_URL: url })).toThrow(/HANDOFF_PUBLIC_URL: Write the whole address/);
  }
  expect(readConfig({ HANDOFF_PUBLIC_URL: 'http://localhost:8787/' }).publicUrl).toBe('http://localhost:8787');
  const mail = { HANDOFF_MAIL_URL: 'smtp://mail.example.com' };
  expect(() => readConfig({ ...mail, HANDOFF_MAIL_FROM: 'Handoff' })).toThrow(/HANDOFF_MAIL_FROM: Write the sender/);
  for (const from of ['handoff@example.com', 'Bloom & Co <handoff@example.com>']) {
    expect(readConfig({ ...mail, HANDOFF_MAIL_FROM: from }).mail).toMatchObject({ from });
  }
});

test('OAuth apps are read by destination, a secret may hold a colon', () => {
  expect(readConfig({ HANDOFF_OAUTH_GOOGLE_CALENDAR: 'id:se:cret' }).oauthClients).toEqual({
    'google-calendar': { clientId: 'id', clientSecret: 'se:cret' },
  });
});

test('a Shopify app needs both its id and its secret, and opens workspaces for strangers only where told to', () => {
  expect(readConfig({}).shopify).toBeUndefined();
  expect(() => readConfig({ HANDOFF_SHOPIFY_API_KEY: 'key' })).toThrow(/HANDOFF_SHOPIFY_API_SECRET/);
  const keys = { HANDOFF_SHOPIFY_API_KEY: 'key', HANDOFF_SHOPIFY_API_SECRET: 'secret' };
  expect(readConfig(keys).shopify).toMatchObject({ apiKey: 'key', apiSecret: 'secret', openWorkspaces: false, companion: undefined });
  expect(
    readConfig({ ...keys, HANDOFF_SHOPIFY_WORKSPACES: 'open', HANDOFF_SHOPIFY_COMPANION: 'https://handoff.example/somewhere' }).shopify,
  ).toMatchObject({ openWorkspaces: true, companion: 'https://handoff.example' });
  const twin = { ...keys, HANDOFF_SHOPIFY_BASE_URL: 'http://127.0.0.1:4010' };
  expect(() => readConfig(twin)).toThrow(/HANDOFF_ALLOW_BASE_URL_OVERRIDE/);
  expect(readConfig({ ...twin, HANDOFF_ALLOW_BASE_URL_OVERRIDE: 'true' }).shopify).toMatchObject({ baseUrl: 'http://127.0.0.1:4010' });
});
