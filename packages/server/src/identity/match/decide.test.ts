import { expect, test } from 'vitest';
import { type Contact, profileOf } from './contact.ts';
import { type Candidate, decide } from './decide.ts';
import { priorWeights } from './weights.ts';

const person = (personId: string, ...contacts: Contact[]): Candidate => ({
  personId,
  records: contacts.map((contact) => profileOf(contact)),
});
const decision = (contact: Contact, candidates: Candidate[], more: Partial<Parameters<typeof decide>[2]> = {}) =>
  decide(profileOf(contact), candidates, {
    linkBy: ['external_id', 'email', 'mailbox', 'phone'],
    weights: priorWeights(10_000),
    suggestFrom: 0.5,
    keptApart: () => false,
    ...more,
  });

const ADA: Contact = { email: 'ada@example.com', name: 'Ada Lovelace' };

test('joins the one it is, and says by what', () => {
  expect(decision(ADA, [person('ada', ADA), person('bea', { email: 'bea@example.com' })])).toMatchObject({
    join: { personId: 'ada', link: { rung: 'email', names: 'same' } },
    alsoThem: [],
    suggest: [],
  });
});

test('a rung that is not to link by itself suggests', () => {
  const { join, suggest } = decision(ADA, [person('ada', ADA)], { linkBy: ['external_id'] });
  expect(join).toBeUndefined();
  expect(suggest.map(({ personId }) => personId)).toEqual(['ada']);
});

test.each<[string, Contact, Contact]>([
  ['an address without names', { email: 'ada@example.com' }, { email: 'ada@example.com', company: 'Engines' }],
  ['one mailbox', { email: 'a.da@gmail.com' }, { email: 'ada@gmail.com' }],
])('so does %s, however little else is known', (_, known, next) => {
  const { join, suggest } = decision(next, [person('ada', known)], { linkBy: [] });
  expect(join).toBeUndefined();
  expect(suggest.map(({ personId }) => personId)).toEqual(['ada']);
});

test('an id under another family name suggests, and does not join', () => {
  const known = person('eve', { email: 'eve@one.example', name: 'Eve Smith', externalIds: { shopify_customer: '5' } });
  const married: Contact = { email: 'eve@two.example', name: 'Eve Jones', externalIds: { shopify_customer: '5' } };
  const { join, suggest } = decision(married, [known]);
  expect(join).toBeUndefined();
  expect(suggest.map(({ personId }) => personId)).toEqual(['eve']);
});

test('between two that were kept apart it joins neither, and suggests both', () => {
  const { join, alsoThem, suggest } = decision(ADA, [person('one', ADA), person('two', ADA)], { keptApart: () => true });
  expect({ join, alsoThem }).toEqual({ join: undefined, alsoThem: [] });
  expect(suggest.map(({ personId }) => personId).toSorted()).toEqual(['one', 'two']);
});

test('one record of a person that excludes it is enough', () => {
  const mixed = person('mixed', { email: 'ada@example.com' }, { email: 'ada@example.com', name: 'William King' });
  expect(decision(ADA, [mixed]).join).toBeUndefined();
});

test('records that exclude each other are one because somebody said so: what agrees with one of them joins', () => {
  const married = person('ada', ADA, { email: 'ada@example.com', name: 'Ada Byron' });
  expect(decision({ ...ADA, company: 'Engines' }, [married]).join?.personId).toBe('ada');
  expect(decision({ ...ADA, name: 'Ada Byron' }, [married]).join?.personId).toBe('ada');
  expect(decision({ ...ADA, name: 'Ada King' }, [married]).join).toBeUndefined();
});
