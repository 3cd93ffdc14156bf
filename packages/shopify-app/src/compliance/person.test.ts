import { expect, it } from 'vitest';
import { createMention } from './person.ts';

const ann = { customerId: '77', email: 'Ann.O+tea@example.com', phone: '+35320910', orderIds: ['991'] };
const isTheirs = createMention(ann);
const note = (text: string) => JSON.stringify({ note: text });

it.each([
  ['their address, however it is written', note('ANN.O+TEA@example.com')],
  ['their address after a line break', note('Write to\nann.o+tea@example.com.')],
  ['their address in brackets', note('Ann <ann.o+tea@example.com>, mornings')],
  ['their number', note('Call +35320910, please')],
  ['their number as a customer', '{"customer":{"id":77}}'],
  ['the number of an order of theirs', '{"order":"gid://shopify/Order/991"}'],
  ['their address in what is no JSON', 'ann.o+tea@example.com wrote'],
])('a message with %s is about them', (_what, body) => {
  expect(isTheirs(body)).toBe(true);
});

it.each([
  ['an address that ends like theirs', note('joann.o+tea@example.com')],
  ['one with a letter of another alphabet before', note('éann.o+tea@example.com')],
  ['one with an apostrophe before', note("d'ann.o+tea@example.com")],
  ['one of a longer domain', note('ann.o+tea@example.com.au')],
  ['one that a dot in theirs would stand for', note('annxo+tea@example.com')],
  ['a number that begins like theirs', note('+353209101')],
  ['a number that ends like theirs', note('+1+353209101')],
  ['a longer number of a customer', '{"customer":{"id":772}}'],
])('a message with %s is about somebody else', (_what, body) => {
  expect(isTheirs(body)).toBe(false);
});
