import { describe, expect, it } from 'vitest';
import { applyFields } from '../../test/support/mapping.ts';
import { compileMapping } from './compile.ts';
import { MAX_PAYLOAD, MAX_TEXT } from './run.ts';
import { Mapping, type Rule } from './spec.ts';

const from = (path: string): Rule => ({ do: 'path', path });
const literal = (value: string | number | boolean | null): Rule => ({ do: 'literal', value });

describe('compileMapping: the payload', () => {
  it('makes a record of nested targets from the event and from earlier steps', () => {
    const root = { subject: { email: 'a@b.co' }, data: { fields: { 'your-name': 'Ada', 'odd/key~': 1 } }, steps: { contact: { id: '7' } } };
    const { payload, problems, warnings } = applyFields(
      {
        '/email': from('/subject/email'),
        '/properties/name': from('/data/fields/your-name'),
        '/properties/a~1b': from('/data/fields/odd~1key~0'),
        '/contactId': from('/steps/contact/id'),
      },
      root,
    );
    expect(payload).toEqual({ email: 'a@b.co', properties: { name: 'Ada', 'a/b': 1 }, contactId: '7' });
    expect(problems).toEqual([]);
    expect(warnings).toEqual([]);
  });

  it('leaves alone what has no value, clears what is null, and takes 0 and false for values', () => {
    const { payload } = applyFields(
      {
        '/missing': from('/no'),
        '/blank': from('/blank'),
        '/unticked': from('/unticked'),
        '/unticked2': { do: 'split', from: { do: 'trim', from: from('/unticked') }, separator: ',' },
        '/separators': { do: 'split', from: from('/separators'), separator: ',' },
        '/cell': { do: 'lookup', from: from('/unticked'), table: { a: 'b' } },
        '/nested': from('/nested'),
        '/cleared': from('/none'),
        '/zero': from('/zero'),
        '/no': literal(false),
        '/group/missing': from('/no'),
      },
      { blank: '', unticked: [], separators: ' , ', nested: { tags: [] }, none: null, zero: 0 },
    );
    expect(payload).toEqual({ nested: { tags: [] }, cleared: null, zero: 0, no: false });
    expect(Object.keys(payload)).not.toContain('missing');
    expect(Object.keys(payload)).not.toContain('group');
  });

  it.each(['', ' ', ' \t\r\n ', '\u00A0', '\u200B'])('leaves alone what was answered with %j, so that it wipes nothing', (blank) => {
    const rules = {
      '/city': from('/city'),
      '/fallback': { do: 'coalesce', of: [from('/no'), from('/city')] },
      '/chosen': { do: 'lookup', from: literal('a'), table: { a: blank } },
      '/all': from('/all'),
    } satisfies Record<string, Rule>;
    const { payload, problems } = applyFields(rules, { city: blank, all: { city: blank, list: [blank, 'x'] } });
    expect(payload).toEqual({ all: { city: blank, list: [blank, 'x'] } });
    expect(Object.keys(payload)).toEqual(['all']);
    expect(problems).toEqual([]);
  });

  it('makes lists of places numbered without a gap, closing up where one has no value', () => {
    const { payload } = applyFields(
      { '/items/1/sku': from('/b'), '/items/0/sku': from('/a'), '/items/2/sku': from('/c'), '/fields/360012': literal('x') },
      { a: 'A', c: 'C' },
    );
    expect(payload).toEqual({ items: [{ sku: 'A' }, { sku: 'C' }], fields: { '360012': 'x' } });
  });

  it('puts single values into a group that is mapped as a whole, whatever order they come in, without touching the event', () => {
    const root = { address: { city: 'Bonn', lines: ['x'] } };
    const before = structuredClone(root);
    const { payload } = applyFields(
      { '/address/country': literal('DE'), '/address/lines/0': literal('y'), '/address': from('/address') },
      root,
    );
    expect(payload).toEqual({ address: { city: 'Bonn', country: 'DE', lines: ['y'] } });
    expect(root).toEqual(before);
  });

  it('says where a value has no room for another', () => {
    const { payload, problems } = applyFields(
      { '/a': literal('text'), '/a/b': literal(1), '/l': from('/l'), '/l/x': literal(2), '/n': literal(null), '/n/x': literal(3) },
      { l: [1] },
    );
    expect(payload).toEqual({ a: 'text', l: [1], n: { x: 3 } });
    expect(problems).toEqual([
      { path: '/a/b', message: expect.stringContaining('"/a" is mapped to a value of its own') },
      { path: '/l/x', message: expect.stringContaining('"/l" is mapped to a value of its own') },
    ]);
  });

  it('collects every problem with its target', () => {
    const { payload, problems } = applyFields(
      { '/ok': literal(1), '/a~1b/c': { do: 'email', from: from('/x') }, '/n': { do: 'number', from: from('/x') } },
      { x: 'nonsense' },
    );
    expect(payload).toEqual({ ok: 1 });
    expect(problems.map(({ path }) => path)).toEqual(['/a~1b/c', '/n']);
  });

  it('gives the same result however often it is used', () => {
    const compiled = compileMapping({ fields: { '/e': { do: 'email', from: from('/e') }, '/l': from('/l') } });
    const first = compiled.apply({ e: 'x', l: [1] });
    (first.payload['l'] as number[]).push(2);
    first.problems.length = 0;
    expect(compiled.apply({ e: 'a@b.co', l: [1] })).toEqual({ payload: { e: 'a@b.co', l: [1] }, problems: [], warnings: [] });
    expect(compiled.apply({ e: 'x', l: [1] }).problems).toHaveLength(1);
  });
});

describe('compileMapping: choosing', () => {
  it('coalesce takes the first value that is not undefined, null, blank or an empty list', () => {
    const rule: Rule = { do: 'coalesce', of: [from('/a'), from('/b'), literal('fallback')] };
    expect(applyFields({ '/t': rule }, { a: '', b: 0 }).payload).toEqual({ t: 0 });
    expect(applyFields({ '/t': rule }, { a: null }).payload).toEqual({ t: 'fallback' });
    expect(applyFields({ '/t': rule }, { a: [], b: ['x'] }).payload).toEqual({ t: ['x'] });
    expect(applyFields({ '/t': rule }, { a: ' \n', b: ' x' }).payload).toEqual({ t: ' x' });
  });

  it('coalesce turns the problems of alternatives it passed over into warnings', () => {
    const email = (path: string): Rule => ({ do: 'email', from: from(path) });
    const rule: Rule = { do: 'coalesce', of: [email('/a'), email('/b')] };
    const passed = applyFields({ '/before': email('/a'), '/t': rule }, { a: 'nonsense', b: 'a@b.co' });
    expect(passed.payload).toEqual({ t: 'a@b.co' });
    expect(passed.problems.map(({ path }) => path)).toEqual(['/before']);
    expect(passed.warnings).toEqual([{ path: '/t', message: expect.stringContaining('"nonsense"') }]);
    expect(applyFields({ '/t': rule }, { a: 'nonsense' }).problems).toHaveLength(1);
  });

  it('when follows its condition', () => {
    const rule: Rule = { do: 'when', if: { is: 'equals', path: '/kind', value: 'Sales' }, then: literal('s'), otherwise: literal('o') };
    expect(applyFields({ '/t': rule }, { kind: 'SALES' }).payload).toEqual({ t: 's' });
    expect(applyFields({ '/t': rule }, {}).payload).toEqual({ t: 'o' });
    expect(applyFields({ '/t': { ...rule, otherwise: undefined } }, {}).payload).toEqual({});
  });
});

describe('compileMapping: caps', () => {
  const long = 'x'.repeat(MAX_TEXT);

  it.each<[string, Rule]>([
    ['path', from('/text')],
    ['lower', { do: 'lower', from: from('/text') }],
    ['template', { do: 'template', template: '{{/text}}' }],
    ['join', { do: 'join', of: [from('/text')], separator: '' }],
    ['a text inside a group', from('/group')],
  ])('names the target whose text is longer than 100 KB (%s)', (_, rule) => {
    const fits = applyFields({ '/t': rule }, { text: long, group: [{ a: long }] });
    expect(fits.problems).toEqual([]);
    expect(Object.keys(fits.payload)).toEqual(['t']);
    const { payload, problems } = applyFields(
      { '/t': rule, '/u': literal(1) },
      { text: `${long}x`, group: [{ a: `${long}x` }, { a: `${long}x` }] },
    );
    expect(payload).toEqual({ u: 1 });
    expect(problems).toEqual([{ path: '/t', message: expect.stringContaining('longer than 102,400 characters') }]);
  });

  it('names the target that makes the record larger than 1 MB, and still takes smaller ones', () => {
    const fields = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`/t${index}`, from('/text')]));
    const { payload, problems } = applyFields({ ...fields, '/small': literal('s') }, { text: long });
    expect(Object.keys(payload)).toEqual([...Array.from({ length: 10 }, (_, index) => `t${index}`), 'small']);
    expect(problems.map(({ path }) => path)).toEqual(['/t10', '/t11']);
    expect(problems[0]?.message).toContain('1,048,576');
  });

  it('leaves out a group that is too large as a whole, with one problem', () => {
    const many = Array.from({ length: MAX_PAYLOAD / 8 + 1 }, () => 1);
    const { payload, problems } = applyFields({ '/many': from('/many'), '/u': literal(1) }, { many });
    expect(payload).toEqual({ u: 1 });
    expect(problems.map(({ path }) => path)).toEqual(['/many']);
  });

  it('leaves out what is nested too deeply to be sent', () => {
    let deep: unknown = 'bottom';
    for (let level = 0; level < 10_000; level += 1) deep = level % 2 === 0 ? [deep] : { d: deep };
    const { payload, problems } = applyFields(
      { '/deep': from('/deep'), '/text': { do: 'template', template: '[{{/deep}}]' }, '/up': { do: 'lower', from: from('/deep') } },
      { deep },
    );
    expect(payload).toEqual({ text: '[]' });
    expect(problems.map(({ path }) => path).toSorted()).toEqual(['/deep', '/up']);
  });

  it('refuses rules nested without end instead of failing', () => {
    let rule: Rule = from('/a');
    for (let level = 0; level < 20_000; level += 1) rule = { do: 'trim', from: rule };
    const compiled = compileMapping({ fields: { '/t': rule, '/u': literal(1) } });
    expect(compiled.problems).toEqual([{ path: '/t', message: expect.stringContaining('nested more than 50 levels') }]);
    expect(compiled.apply({ a: 'x' })).toEqual({ payload: { u: 1 }, problems: compiled.problems, warnings: [] });
  });

  it('takes rules nested 50 deep', () => {
    let rule: Rule = from('/a');
    for (let level = 0; level < 50; level += 1) rule = { do: 'coalesce', of: [rule] };
    expect(applyFields({ '/t': rule }, { a: 'x' })).toEqual({ payload: { t: 'x' }, problems: [], warnings: [] });
    expect(compileMapping({ fields: { '/t': { do: 'coalesce', of: [rule] } } }).problems).toHaveLength(1);
  });
});

describe('compileMapping: prototypes', () => {
  const hostile = JSON.parse(
    '{"fields":{"__proto__":{"admin":true},"constructor":"builder","a":{"__proto__":{"admin":true},"b":1}}}',
  ) as unknown;

  it('copies a group without a member called __proto__', () => {
    const { payload } = applyFields({ '/all': from('/fields') }, hostile);
    const all = payload['all'] as Record<string, unknown>;
    expect(JSON.stringify(all)).toBe('{"constructor":"builder","a":{"b":1}}');
    expect(all['admin']).toBeUndefined();
    expect(Object.getPrototypeOf(all['a'])).toBe(Object.prototype);
  });

  it.each(['/__proto__/admin', '/a/constructor/x', '/prototype', 'no-slash', ''])(
    'refuses the target %j even where nobody checked the mapping',
    (target) => {
      const compiled = compileMapping({ fields: { [target]: literal(true) } });
      expect(compiled.apply({})).toEqual({
        payload: {},
        problems: [{ path: target, message: expect.stringContaining('JSON pointer') }],
        warnings: [],
      });
      expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
    },
  );

  it('is refused by the schema as a target and as a path', () => {
    expect(Mapping.safeParse({ fields: { '/__proto__/x': literal(1) } }).success).toBe(false);
    expect(Mapping.safeParse({ fields: { '/x': from('/__proto__/y') } }).success).toBe(false);
  });

  it('fills targets that are called like inherited members', () => {
    const { payload } = applyFields({ '/toString': literal('a'), '/valueOf/hasOwnProperty': literal('b') }, {});
    expect(JSON.stringify(payload)).toBe('{"toString":"a","valueOf":{"hasOwnProperty":"b"}}');
  });
});

describe('explain', () => {
  const fields: Record<string, Rule> = {
    '/email': { do: 'email', from: { do: 'coalesce', of: [{ do: 'trim', from: from('/a') }, from('/b')] } },
    '/note': { do: 'when', if: { is: 'present', path: '/c' }, then: literal('yes'), otherwise: { do: 'template', template: 'Of {{/b}}' } },
    '/phone': { do: 'trim', from: { do: 'e164', from: from('/b') } },
  };

  it('shows how each field got its value, from the inside out, and which paths were read', () => {
    const { trace } = compileMapping(Mapping.parse({ fields })).explain({ a: ' ', b: 'X@Y.ORG' });
    expect(trace).toEqual([
      {
        target: '/email',
        value: 'X@y.org',
        steps: [
          { rule: 'path', value: ' ' },
          { rule: 'trim', value: '' },
          { rule: 'path', value: 'X@Y.ORG' },
          { rule: 'coalesce', value: 'X@Y.ORG' },
          { rule: 'email', value: 'X@y.org' },
        ],
        reads: ['/a', '/b'],
      },
      {
        target: '/note',
        value: 'Of X@Y.ORG',
        steps: [
          { rule: 'template', value: 'Of X@Y.ORG' },
          { rule: 'when', value: 'Of X@Y.ORG' },
        ],
        reads: ['/b', '/c'],
      },
      {
        target: '/phone',
        value: undefined,
        steps: [
          { rule: 'path', value: 'X@Y.ORG' },
          { rule: 'e164', value: undefined, problem: expect.stringContaining('has no country code') },
          { rule: 'trim', value: undefined },
        ],
        reads: ['/b'],
      },
    ]);
  });

  it('gives the same record, problems and warnings as apply', () => {
    const compiled = compileMapping(Mapping.parse({ fields: { ...fields, '/bad': { do: 'template', template: '{{bad}}' } } }));
    for (const root of [{}, { a: 'q', b: 'X@Y.ORG', c: 1 }, { a: 'a@b.co' }]) {
      const { trace, ...rest } = compiled.explain(root);
      expect(rest).toEqual(compiled.apply(root));
      expect(trace.map(({ target }) => target)).toEqual(['/email', '/note', '/phone', '/bad']);
    }
  });
});
