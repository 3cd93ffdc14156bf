import { expect, test } from 'vitest';
import { findSecrets, makeSecrets } from './secrets.ts';

const secrets = { ...makeSecrets() };

test('finds every secret as it is, wherever it stands', () => {
  for (const [name, secret] of Object.entries(secrets)) {
    expect(findSecrets(secrets, [{ where: 'the log', text: `{"token":"${secret}"}` }])).toContain(`${name} in the log`);
  }
});

test.each([
  ['without its prefix', (key: string) => key.replace('whsec_', ''), 'DEMO_BOOKS_SECRET'],
  ['in an address', (key: string) => `https://x.example/?key=${encodeURIComponent(key.replace('whsec_', ''))}`, 'DEMO_BOOKS_SECRET'],
  ['as a basic sign-in', (key: string) => `Basic ${btoa(`handoff:${key}`)}`, 'DEMO_MAILCHIMP_KEY'],
  ['in base64', (key: string) => btoa(key), 'DEMO_SLACK_TOKEN'],
] as const)('finds a secret %s', (_, write, name) => {
  expect(findSecrets(secrets, [{ where: 'the log', text: `seen: ${write(secrets[name])}!` }])).toEqual([`${name} in the log`]);
});

test('names what it found and where, and never shows it', () => {
  const found = findSecrets(secrets, [{ where: 'the log', text: Object.values(secrets).join(' ') }]);
  expect(found).toHaveLength(Object.keys(secrets).length);
  for (const secret of Object.values(secrets)) expect(found.join()).not.toContain(secret);
});

test('text without secrets is clean', () => {
  expect(findSecrets(secrets, [{ where: 'the log', text: 'Authorization: [redacted], handoff, whsec_, xoxb-' }])).toEqual([]);
});
