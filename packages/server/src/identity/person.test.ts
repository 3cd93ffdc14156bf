import { describe, expect, it } from 'vitest';
import { createMentionChecks, createPersonMatch, type Person } from './person.ts';

const match = (person: Person, subject: unknown, contactKey: string | null = null) => createPersonMatch(person)({ contactKey, subject });

describe('whether an event is about a person', () => {
  it.each([
    ['the same address', { email: 'ada@example.com' }, { email: 'ada@example.com' }],
    ['in other letters, with spaces', { email: ' ADA@Example.com' }, { email: 'Ada@example.COM ' }],
    ['a domain written in its own script', { email: 'ada@müller.example' }, { email: 'ada@xn--mller-kva.example' }],
    ['an address that is none, as it was typed', { email: 'ada at example' }, { email: 'Ada at  example' }],
    ['a number with its country code', { phone: '+49 30 1234567' }, { phone: '0049301234567' }],
    ['a number read by the event’s country', { phone: '+49 30 1234567' }, { phone: '030 / 1234567', country: 'DE' }],
    ['a number asked for as it is dialled there', { phone: '030 1234567' }, { phone: '+49301234567', country: 'DE' }],
    ['a number nobody can read, as it was typed', { phone: '(555) 01-99' }, { phone: '555 0199' }],
    [
      'the number, where the address is another',
      { email: 'ada@example.com', phone: '+49301234567' },
      { email: 'x@y.example', phone: '+49301234567' },
    ],
    ['the address, where the rest of the subject is malformed', { email: 'ada@example.com' }, { email: 'ada@example.com', phone: 42 }],
  ])('is so for %s', (_, person: Person, subject) => {
    expect(match(person, subject)).toBe(true);
  });

  it.each([
    ['another address', { email: 'ada@example.com' }, { email: 'bea@example.com' }],
    ['an address that only begins alike', { email: 'ada@example.com' }, { email: 'ada@example.com.evil.example' }],
    ['a number that only ends alike', { phone: '+49301234567' }, { phone: '1234567' }],
    ['an address where a number was asked for', { phone: '+49301234567' }, { email: 'ada@example.com' }],
    ['nobody', { email: 'ada@example.com', phone: '+49301234567' }, {}],
    ['no subject', { email: 'ada@example.com', phone: '+49301234567' }, undefined],
    ['a subject that is none', { email: 'ada@example.com' }, 'ada@example.com'],
    ['an empty address', { email: '  ' }, { email: '' }],
    ['an empty number', { phone: '-' }, { phone: '' }],
  ])('is not so for %s', (_, person: Person, subject) => {
    expect(match(person, subject)).toBe(false);
  });

  it('goes by the contact key too, whatever became of the subject', () => {
    expect(match({ email: 'Ada@example.com' }, undefined, 'email:ada@example.com')).toBe(true);
    expect(match({ phone: '+49 30 1234567' }, undefined, 'phone:+49301234567')).toBe(true);
    expect(match({ email: 'ada@example.com' }, undefined, 'ext:shop:ada@example.com')).toBe(false);
  });
});

it('a text quotes a person by address, number or name, not by a syllable of it', () => {
  const { addressed, mentioned } = createMentionChecks({ email: 'Ada@example.com' }, [
    { name: 'Ada Lovelace', firstName: 'Ada', phone: '030 123' },
  ]);
  expect(addressed('https://crm.example/ada@EXAMPLE.com/edit')).toBe(true);
  expect(addressed('call 030 123')).toBe(true);
  expect(addressed('We wrote to ada@example.com.')).toBe(true);
  expect(['joada@example.com', 'jo.ada@example.com', 'ada@example.com.au', 'call 030 1234'].map(addressed)).toEqual(Array(4).fill(false));
  expect([addressed('Ada Lovelace was refused'), mentioned('ada lovelace was refused')]).toEqual([false, true]);
  expect(mentioned('No adapter was found')).toBe(false);
});
