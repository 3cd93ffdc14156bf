import { describe, expect, it } from 'vitest';
import { applyFields, applyRule } from '../../../test/support/mapping.ts';
import type { Rule } from '../spec.ts';

const filled = (template: string, root: unknown) => applyFields({ '/t': { do: 'template', template } }, root);
const from = (path: string): Rule => ({ do: 'path', path });

describe('template', () => {
  it('fills in paths and leaves out what is missing', () => {
    const root = { subject: { name: 'Ada' }, n: 0, yes: false, list: ['a', '', 'b'], none: null };
    expect(filled('Hi {{/subject/name}}{{/subject/middle}}! {{ /n }} {{/yes}} {{/list}}{{/none}}', root).payload).toEqual({
      t: 'Hi Ada! 0 false a, b',
    });
  });

  it('does not fill in what a visitor typed', () => {
    expect(filled('{{/a}}', { a: '{{/secret}}', secret: 'x' }).payload).toEqual({ t: '{{/secret}}' });
  });

  it.each(['{{/a}}', ' {{/a}} {{/b}} ', ''])('warns where %j comes out empty, and leaves the field alone', (template) => {
    const { payload, problems, warnings } = filled(template, {});
    expect(payload).toEqual({});
    expect(problems).toEqual([]);
    expect(warnings).toEqual([{ path: '/t', message: expect.stringContaining('came out empty') }]);
  });

  it.each(['{{subject.email}}', '{{/a', 'x {{}}', '{{/__proto__/a}}', '{{/a + 1}} {{#if}}', '{{constructor}}'])(
    'does not take %j for a template',
    (template) => {
      const { payload, problems } = filled(template, { a: 'x' });
      if (template.startsWith('{{/a + 1}}')) expect(problems[0]?.message).toContain('{{#if}}');
      expect(payload).toEqual({});
      expect(problems).toEqual([{ path: '/t', message: expect.stringContaining('{{/subject/email}}') }]);
    },
  );

  it('leaves out a group of values, with a warning that names it', () => {
    const { payload, warnings } = filled('To: {{/address}}', { address: { city: 'Bonn' } });
    expect(payload).toEqual({ t: 'To: ' });
    expect(warnings).toEqual([{ path: '/t', message: expect.stringContaining('{{/address}}') }]);
  });
});

describe('join', () => {
  const joined = (root: unknown) => applyFields({ '/t': { do: 'join', of: [from('/a'), from('/b')], separator: '; ' } }, root);

  it('leaves out empty values and flattens lists', () => {
    expect(joined({ a: ['x', '', null, 'y'], b: 0 }).payload).toEqual({ t: 'x; y; 0' });
    expect(joined({ a: '', b: 'only' }).payload).toEqual({ t: 'only' });
  });

  it('gives nothing for nothing', () => {
    expect(joined({ a: '', b: [] })).toEqual({ payload: {}, problems: [], warnings: [] });
  });

  it('does not print groups', () => {
    expect(joined({ a: [{ x: 1 }] }).problems).toEqual([{ path: '/t', message: expect.stringContaining('group of values') }]);
  });

  it('joins 1,000 items and refuses 1,001', () => {
    const items = Array.from({ length: 999 }, () => 'i');
    expect(joined({ a: items, b: 'last' }).problems).toEqual([]);
    const { payload, problems } = joined({ a: items, b: ['last', 'too many'] });
    expect(payload).toEqual({});
    expect(problems).toEqual([{ path: '/t', message: expect.stringContaining('1,000') }]);
  });
});

describe('split', () => {
  const split = (value: unknown, index?: number) => applyRule((rule) => ({ do: 'split', from: rule, separator: ',', index }), value);

  it('gives the trimmed parts that are not empty', () => {
    expect(split(' red , ,blue,').value).toEqual(['red', 'blue']);
  });

  it.each([
    [0, 'red'],
    [1, undefined],
    [2, 'blue'],
    [-1, 'blue'],
    [-3, 'red'],
    [3, undefined],
    [-4, undefined],
  ])('gives part %i', (index, part) => {
    expect(split('red, , blue', index)).toEqual({ value: part, problems: [], warnings: [] });
  });

  it('picks from a list that is one already', () => {
    expect(split([' Sales ', 'Support'], 0).value).toBe('Sales');
    expect(split(['a,b', 'c']).value).toEqual(['a,b', 'c']);
  });

  it('passes null on and leaves empty text alone', () => {
    expect(split(null).value).toBeNull();
    expect(split('  ')).toEqual({ value: undefined, problems: [], warnings: [] });
  });

  it('refuses a list of more than 1,000 items, but picks one of them', () => {
    const text = Array.from({ length: 1001 }, (_, index) => index).join(',');
    expect(split(text).problems).toEqual([expect.stringContaining('1,000')]);
    expect(split(text, -1).value).toBe('1000');
  });
});

describe('trim, lower and title', () => {
  it.each([
    ['jürgen MÜLLER', 'Jürgen Müller'],
    ['JEAN-LUC PICARD', 'Jean-Luc Picard'],
    ["o'neil d’arc", "O'Neil D’Arc"],
    ["it's", "It's"],
    ['Ronald McDonald', 'Ronald McDonald'],
    ['élodie', 'Élodie'],
    ['łukasz żak', 'Łukasz Żak'],
    ['ΜΑΡΊΑ ΠΑΠΠΆ', 'Μαρία Παππά'],
    ['משה כהן', 'משה כהן'],
    ['𐐨𐐩', '𐐀𐐩'],
    ['გიორგი ბერიძე', 'გიორგი ბერიძე'],
    ['ᲒᲘᲝᲠᲒᲘ', 'გიორგი'],
  ])('writes %s as %s', (text, titled) => {
    expect(applyRule((rule) => ({ do: 'title', from: rule }), text).value).toBe(titled);
  });

  it('works on each text of a list', () => {
    expect(applyRule((rule) => ({ do: 'lower', from: { do: 'trim', from: rule } }), [' A ', 'B']).value).toEqual(['a', 'b']);
  });

  it('reads numbers as text, passes null on, and names a group as a problem', () => {
    const lower = (value: unknown) => applyRule((rule) => ({ do: 'lower', from: rule }), value);
    expect(lower(12).value).toBe('12');
    expect(lower(null).value).toBeNull();
    expect(lower({ a: 1 })).toMatchObject({ value: undefined, problems: [expect.stringContaining('group of values')] });
  });
});

describe('lookup', () => {
  const table = { Sales: 's', sales: 'small s', '1': 'one', true: 'yes', Bye: null, '': 'nothing typed' };
  const find = (value: unknown, otherwise?: Rule, extra = table as Record<string, string | null>) =>
    applyRule((rule) => ({ do: 'lookup', from: rule, table: extra, otherwise }), value);

  it.each([
    ['Sales', 's'],
    ['sales', 'small s'],
    ['SALES', 's'],
    [1, 'one'],
    [true, 'yes'],
    ['', 'nothing typed'],
    ['Bye', null],
  ])('finds %j', (key, value) => {
    expect(find(key)).toEqual({ value, problems: [], warnings: [] });
  });

  it('looks up each item of a list', () => {
    expect(find(['Sales', 1]).value).toEqual(['s', 'one']);
  });

  it.each(['toString', 'constructor', '__proto__', 'unknown'])('has no entry for %s', (key) => {
    expect(find(key)).toMatchObject({ value: undefined, problems: [expect.stringContaining(`"${key}" is not in this field's table`)] });
    expect(find(key, { do: 'literal', value: 'other' })).toMatchObject({ value: 'other', problems: [] });
  });

  it('takes no answer for no problem, and gives `otherwise` for it where there is one', () => {
    expect(find(undefined)).toEqual({ value: undefined, problems: [], warnings: [] });
    expect(find('', undefined, { a: 'b' })).toEqual({ value: undefined, problems: [], warnings: [] });
    expect(find(undefined, { do: 'literal', value: 'other' }).value).toBe('other');
    expect(find([], { do: 'literal', value: 'other' }).value).toBe('other');
  });
});
