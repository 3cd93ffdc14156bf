import { describe, expect, test } from 'vitest';
import type { Contact } from './contact.ts';
import { resolveContacts } from './resolve.ts';

/** Which contacts are one person, as places in the list; those alone are left out. */
async function people(...contacts: Contact[]): Promise<number[][]> {
  const { clusters } = await resolveContacts(contacts);
  return clusters.filter(({ length }) => length > 1).map((members) => members.toSorted((a, b) => a - b));
}

async function suggested(...contacts: Contact[]): Promise<[number, number][]> {
  const { suggestions } = await resolveContacts(contacts);
  return suggestions.map(({ a, b }): [number, number] => [a, b]);
}

describe('links that need no asking', () => {
  test.each<[string, Contact, Contact]>([
    [
      'one address, written differently',
      { email: 'Ada@Example.com ', name: 'Ada Lovelace' },
      { email: 'ada@example.com', name: 'A. Lovelace' },
    ],
    [
      'one mailbox at a provider that folds',
      { email: 'a.da+shop@googlemail.com', name: 'Ada' },
      { email: 'ada@gmail.com', name: 'Ada Lovelace' },
    ],
    ['one address, one of them without a name', { email: 'ada@example.com' }, { email: 'ada@example.com', name: 'Ada Lovelace' }],
    [
      'one phone with and without its country code, and one name',
      { phone: '030 901820', name: 'Ada Lovelace' },
      { phone: '+49 30 901820', name: 'Lovelace Ada' },
    ],
    ['one id of one system', { externalIds: { shop: '7' }, name: 'Ada' }, { externalIds: { shop: '7' }, email: 'ada@example.com' }],
  ])('%s', async (_, a, b) => {
    expect(await people(a, b)).toEqual([[0, 1]]);
  });
});

describe('what never links by itself', () => {
  test.each<[string, Contact, Contact]>([
    [
      'a couple’s address',
      { email: 'lovelace@example.com', name: 'Ada Lovelace' },
      { email: 'lovelace@example.com', name: 'William Lovelace' },
    ],
    ['a family’s phone', { phone: '+4930901820', name: 'Ada Lovelace' }, { phone: '+4930901820', name: 'Byron Lovelace' }],
    ['a phone without names', { phone: '+4930901820' }, { phone: '+4930901820', name: 'Ada Lovelace' }],
    ['a desk’s address', { email: 'info@acme.example', name: 'Ada Lovelace' }, { email: 'info@acme.example', name: 'Charles Babbage' }],
    ['a desk’s address in another language', { email: 'kontakt@acme.example' }, { email: 'kontakt@acme.example' }],
    ['dots where the provider heeds them', { email: 'a.da@example.com', name: 'Ada' }, { email: 'ada@example.com', name: 'Ada' }],
    ['a domain that is probably mistyped', { email: 'ada@gmial.com', name: 'Ada' }, { email: 'ada@gmail.com', name: 'Ada' }],
    ['namesakes', { email: 'a@one.example', name: 'Ada Lovelace' }, { email: 'b@two.example', name: 'Ada Lovelace' }],
    [
      'twins at one company',
      { name: 'Castor Gemini', company: 'Argo', birthDate: '1990-01-01', phone: '+4930901820' },
      { name: 'Pollux Gemini', company: 'Argo', birthDate: '1990-01-01', phone: '+4930901820' },
    ],
  ])('%s', async (_, a, b) => {
    expect(await people(a, b)).toEqual([]);
  });

  test('addresses of the same letters in another order', async () => {
    const numbers = [0, 1, 2];
    const contacts = numbers.flatMap((site) =>
      numbers.map((number) => ({ email: `c${site}-${number}@example.com`, firstName: 'First', lastName: 'Last' })),
    );
    expect(await people(...contacts)).toEqual([]);
  });

  test('an initial between two people stays apart, and is put up for review with both', async () => {
    const contacts = [
      { email: 'jbishop@example.com', name: 'Jasmine Bishop' },
      { email: 'jbishop@example.com', name: 'Jeremy Bishop' },
      { email: 'jbishop@example.com', name: 'J. Bishop' },
    ];
    expect(await people(...contacts)).toEqual([]);
    expect(await suggested(...contacts)).toEqual(
      expect.arrayContaining([
        [0, 2],
        [1, 2],
      ]),
    );
  });

  test('a record that two people’s records link to does not make them one', async () => {
    const contacts = [
      { email: 'ada@example.com', phone: '+4930901820', name: 'Ada Lovelace' },
      { email: 'ada@example.com', phone: '+4930901821' },
      { email: 'charles@example.com', phone: '+4930901821', name: 'Charles Babbage' },
    ];
    expect(await people(...contacts)).toEqual([[0, 1]]);
  });
});

describe('suggestions', () => {
  test('a second address of one who is called the same and has the same number a digit off', async () => {
    const a = { email: 'ada.lovelace@example.com', phone: '+4930901820', name: 'Ada Lovelace', city: 'London' };
    const b = { email: 'ada.lovelace@gmail.com', phone: '+4930901821', name: 'Ada Lovelace', city: 'London' };
    expect(await suggested(a, b)).toEqual([[0, 1]]);
  });

  test('a mistyped domain with the same name', async () => {
    expect(await suggested({ email: 'ada@gmial.com', name: 'Ada Lovelace' }, { email: 'ada@gmail.com', name: 'Ada Lovelace' })).toEqual([
      [0, 1],
    ]);
  });

  test('not two of one family', async () => {
    const home = { phone: '+4930901820', city: 'London' };
    expect(await suggested({ ...home, name: 'Ada Lovelace' }, { ...home, name: 'Byron Lovelace' })).toEqual([]);
  });

  test('the order of the contacts changes nothing but places', async () => {
    const contacts: Contact[] = [
      { email: 'ada@example.com', name: 'Ada Lovelace' },
      { email: 'ADA@example.com', name: 'Lovelace Ada', phone: '+4930901820' },
      { phone: '030901820', name: 'A. Lovelace' },
      { email: 'charles@example.com', name: 'Charles Babbage' },
    ];
    expect(await people(...contacts)).toEqual([[0, 1, 2]]);
    expect(await people(...contacts.toReversed())).toEqual([[1, 2, 3]]);
  });
});
