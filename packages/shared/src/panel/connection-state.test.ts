import { expect, test } from 'vitest';
import { connectionState, missingScopes } from './connection-state.ts';

const t = (english: string) => english;
const held = (kind: 'rate_limit' | 'auth' | 'scope' | 'breaker' | 'person') =>
  connectionState({ authorized: true, hold: { kind, until: '2026-11-21T12:05:00.000Z', message: 'Because.' } }, t);

test('an account nobody signed in to asks for that, whatever else holds', () => {
  expect(connectionState({ authorized: false, hold: null }, t)).toMatchObject({ tone: 'attention', todo: 'sign_in' });
});

test('one that is not held works, also where nobody says whether it is signed in', () => {
  expect(connectionState({ hold: null }, t)).toMatchObject({ tone: 'good', todo: 'nothing', detail: null });
});

test('each hold says why and what can be done about it', () => {
  expect(held('auth')).toMatchObject({ tone: 'bad', todo: 'mend', detail: 'Because.' });
  expect(held('scope')).toMatchObject({ tone: 'bad', todo: 'mend' });
  expect(held('breaker')).toMatchObject({ tone: 'attention', todo: 'resume', until: '2026-11-21T12:05:00.000Z' });
  expect(held('rate_limit')).toMatchObject({ tone: 'busy', todo: 'wait' });
  expect(held('person')).toMatchObject({ tone: 'quiet', todo: 'resume' });
});

test('a permission that is missing names what it is for', () => {
  const operations = [
    { title: 'Create a contact', scopes: ['contacts.write'] },
    { title: 'Create a deal', scopes: ['contacts.write', 'deals.write'] },
  ];
  expect(missingScopes(['contacts.write'], operations)).toEqual([{ scope: 'deals.write', operations: ['Create a deal'] }]);
  expect(missingScopes(['contacts.write', 'deals.write', 'more'], operations)).toEqual([]);
});

test('where the account does not tell what it granted, nothing is said to be missing', () => {
  expect(missingScopes([], [{ title: 'Create a contact', scopes: ['contacts.write'] }])).toEqual([]);
});
