import { describe, expect, test } from 'vitest';
import type { FlowSpec } from '../../flow/flow.ts';
import type { Condition, Rule } from '../../mapping/spec.ts';
import {
  askedFields,
  isAsBegun,
  mergedTerms,
  mergeTargets,
  type NamedTerm,
  ownTerms,
  termDraft,
  termLabel,
  termUses,
  usageWords,
  withChangedTerm,
  withNewTerm,
  withoutTerm,
} from './index.ts';

const room: NamedTerm = { name: 'room_type', label: 'Room type', meaning: null, words: ['Zimmerart'], own: true };
const board: NamedTerm = { name: 'board', label: 'Board', meaning: null, words: [], own: true };
const phone: NamedTerm = { name: 'tel', label: 'Telephone', meaning: 'phone', words: [], own: true };
const email: NamedTerm = { name: 'email', label: 'E-mail', meaning: 'email', words: [], own: false };
const all = [room, board, phone, email];
const names = (terms: { name: string }[]) => terms.map(({ name }) => name);

describe('the workspace’s names', () => {
  test('get a new one, named for the API, under a name that is free', () => {
    expect(withNewTerm(all, termDraft(' Größe & Maß ', ['Size', ' Size ', '']))).toEqual([
      ...[room, board, phone].map(({ own: _own, ...term }) => term),
      { name: 'grosse_mass', label: 'Größe & Maß', meaning: null, words: ['Size'] },
    ]);
    expect(withNewTerm(all, termDraft('Board', [])).at(-1)?.name).toBe('board_2');
    expect(withNewTerm(all, termDraft('人数', [])).at(-1)?.name).toBe('field');
    expect(withNewTerm(all, termDraft('2nd guest', [])).at(-1)?.name).toBe('nd_guest');
  });

  test('are renamed in place, and keep their name in the API', () => {
    const changed = withChangedTerm(all, 'room_type', termDraft('Room', ['Zimmer']));
    expect(changed[0]).toEqual({ name: 'room_type', label: 'Room', meaning: null, words: ['Zimmer'] });
    expect(names(changed)).toEqual(['room_type', 'board', 'tel']);
  });

  test('are still as somebody began to change them, or are not', () => {
    expect(isAsBegun(all, room)).toBe(true);
    expect(isAsBegun([{ ...room, words: ['Zimmerart', 'Zimmer'] }, board], room)).toBe(false);
    expect(isAsBegun([{ ...email, own: true }], email)).toBe(false);
    expect(isAsBegun([board], room)).toBe(false);
  });

  test('take over a common one that is renamed, with what it means', () => {
    expect(withChangedTerm(all, 'email', termDraft('Mail', [])).at(-1)).toEqual({
      name: 'email',
      label: 'Mail',
      meaning: 'email',
      words: [],
    });
  });

  test('are merged: the other one’s words are kept, and what it means', () => {
    expect(mergedTerms(all, 'room_type', 'email').at(-1)).toEqual({
      name: 'email',
      label: 'E-mail',
      meaning: 'email',
      words: ['Room type', 'Zimmerart'],
    });
    const merged = mergedTerms(all, 'tel', 'board');
    expect(merged).toContainEqual({ name: 'board', label: 'Board', meaning: 'phone', words: ['Telephone'] });
    expect(names(merged)).toEqual(['room_type', 'board']);
  });

  test('stay as they are where somebody removed one of the two meanwhile', () => {
    expect(mergedTerms(all, 'room_type', 'gone')).toEqual(ownTerms(all));
    expect(mergedTerms(all, 'gone', 'room_type')).toEqual(ownTerms(all));
  });

  test('are not merged where both mean something else, and a common one is not merged away', () => {
    expect(names(mergeTargets(all, phone))).toEqual(['room_type', 'board']);
    expect(names(mergeTargets(all, room))).toEqual(['board', 'tel', 'email']);
    expect(mergeTargets(all, email)).toEqual([]);
  });

  test('lose one', () => {
    expect(names(withoutTerm(all, 'board'))).toEqual(['room_type', 'tel']);
  });
});

test('a common name is shown in the reader’s language, an own one as it was written', () => {
  const german = (text: string) => (text === 'E-mail' ? 'E-Mail-Adresse' : text);
  expect(termLabel(email, german)).toBe('E-Mail-Adresse');
  expect(termLabel({ ...email, own: true }, german)).toBe('E-mail');
});

function specOf(fields: Record<string, Rule>, conditions?: Condition): FlowSpec {
  const steps = [{ key: 'contact', connection: 'crm', operation: 'contact', mapping: { fields } }];
  return { trigger: { types: ['form.submitted'] }, ...(conditions === undefined ? {} : { conditions }), steps };
}

test('a field is known by its whole key, whatever signs are in it, wherever a flow reads it', () => {
  const spec = specOf(
    {
      '/name': { do: 'trim', from: { do: 'path', path: '/data/fields/Your name' } },
      '/note': { do: 'template', template: 'Hi {{/data/fields/Your "nick"}}, {{ /data/fields/room }}!' },
      '/guest': { do: 'path', path: '/data/fields/guests/0' },
      '/email': { do: 'path', path: '/subject/email' },
    },
    { is: 'present', path: '/data/fields/a}b' },
  );
  expect(askedFields([], [{ name: 'To HubSpot', spec }]).map(({ key }) => key)).toEqual([
    'a}b',
    'Your name',
    'Your "nick"',
    'room',
    'guests',
  ]);
});

test('where a name is used is told by form and by flow, also of fields that only a flow knows', () => {
  const forms = [{ id: '1', title: 'Booking', plugin: 'cf7', fields: [{ key: 'your-email', label: 'Your e-mail', type: 'email' }] }];
  const spec = specOf({
    '/a': { do: 'path', path: '/data/fields/your-email' },
    '/b': { do: 'template', template: 'x {{/data/fields/a~1b}}' },
  });
  const flows = [
    { name: 'To HubSpot', spec },
    { name: 'Empty', spec: undefined },
  ];
  const fields = askedFields(forms, flows);
  expect(fields).toEqual([{ key: 'your-email', label: 'Your e-mail', type: 'email', form: 'Booking' }, { key: 'a/b' }]);
  const uses = termUses(fields, ['email', 'room_type'], flows);
  expect(uses.get('email')).toEqual({ fields: [{ form: 'Booking', label: 'Your e-mail' }], flows: ['To HubSpot'] });
  expect(uses.get('room_type')).toEqual({ fields: [], flows: ['To HubSpot'] });
  expect(usageWords(uses.get('email') ?? { fields: [], flows: [] }, (text) => text)).toEqual([
    'Asked for as “Your e-mail” in Booking.',
    'Used by “To HubSpot”.',
  ]);
});
