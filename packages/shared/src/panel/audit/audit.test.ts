import { describe, expect, it } from 'vitest';
import { actorWords, auditQuery, changeRows, auditWords } from './index.ts';

const t = (english: string) => english;

describe('what differs', () => {
  it('is shown a value a line, with where it is', () => {
    const before = { name: 'Hook', owner: null, settings: { url: 'https://a.example', tags: ['x', 'y'] } };
    const after = { name: 'Hook', owner: 'Ben', settings: { url: 'https://b.example', tags: ['x', 'z'] } };
    expect(changeRows(before, after)).toEqual([
      { field: 'settings › url', before: 'https://a.example', after: 'https://b.example' },
      { field: 'settings › tags › 2', before: 'y', after: 'z' },
      { field: 'owner', before: undefined, after: 'Ben' },
    ]);
  });

  it('keeps 0, false and empty text as values', () => {
    expect(changeRows({ a: 0, b: false, c: '' }, { a: 1, b: true, c: 'x' })).toEqual([
      { field: 'a', before: '0', after: '1' },
      { field: 'b', before: 'false', after: 'true' },
      { field: 'c', before: '', after: 'x' },
    ]);
  });

  it('is all of it where something is new or gone', () => {
    expect(changeRows(null, { role: 'owner' })).toEqual([{ field: 'role', before: undefined, after: 'owner' }]);
    expect(changeRows({ role: 'owner' }, null)).toEqual([{ field: 'role', before: 'owner', after: undefined }]);
    expect(changeRows(null, null)).toEqual([]);
  });
});

it.each([
  ['member:anna@bloom.example', 'anna@bloom.example'],
  ['panel:Olga: the owner', 'Olga: the owner'],
  ['token:reports', 'a program with the API token “reports”'],
  ['site:https://bloom.example', 'the site https://bloom.example'],
  ['shopify:bloom.myshopify.com Anna Blum', 'Anna Blum (bloom.myshopify.com)'],
  ['command line', 'somebody at the server’s command line'],
  ['system', 'system'],
])('%s is called %s', (actor, words) => expect(actorWords(actor, t)).toBe(words));

it('an action nobody has words for is shown as it is', () => expect(auditWords('moon.landed', t)).toBe('moon.landed'));

describe('the days somebody asks about', () => {
  const ask = (from: string, to: string) => auditQuery({ entity: '', actor: '', from, to });

  it('both count, where the person is', () => {
    const start = (day: number) => new Date(2026, 10, day).toISOString();
    expect(ask('2026-11-20', '2026-11-21')).toEqual({ since: start(20), until: start(22) });
  });

  it('do not matter while they are none: browsers let one type a year of five digits', () => {
    expect(ask('20266-11-20', '')).toEqual({});
    expect(ask('', '2026-11-')).toEqual({});
  });
});
