import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileMapping } from './compile.ts';
import { MAX_PAYLOAD, MAX_TEXT } from './run.ts';
import { Condition, Mapping, Rule, type Scalar } from './spec.ts';
import { validateMapping } from './validate.ts';

const keys = ['a', 'b', '0', '1', '', 'toString', 'length', 'hasOwnProperty', 'x/y', 'ä'];
const pointer = fc
  .array(fc.constantFrom(...keys), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.map((part) => `/${part.replace('/', '~1')}`).join(''));
const scalar: fc.Arbitrary<Scalar> = fc.oneof(fc.string({ maxLength: 20 }), fc.integer(), fc.boolean(), fc.constant(null));

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.record({ is: fc.constantFrom('present' as const, 'absent' as const), path: pointer }),
    fc.record({ is: fc.constant('equals' as const), path: pointer, value: scalar }),
    fc.record({ is: fc.constant('in' as const), path: pointer, values: fc.array(scalar, { maxLength: 4 }) }),
    fc.record({
      is: fc.constantFrom('contains' as const, 'startsWith' as const, 'endsWith' as const),
      path: pointer,
      value: fc.string({ maxLength: 5 }),
    }),
    fc.record({ is: fc.constantFrom('greater' as const, 'less' as const), path: pointer, value: fc.integer() }),
    fc.record({ is: fc.constantFrom('all' as const, 'any' as const), of: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ is: fc.constant('not' as const), of: tie('condition') }),
  ),
}));

const template = fc
  .array(
    fc.oneof(
      pointer.map((path) => `{{${path}}}`),
      fc.constantFrom('{{', '}}', '{{x}}', ' ', 'text'),
    ),
    { maxLength: 4 },
  )
  .map((parts) => parts.join(''));

const { rule } = fc.letrec<{ rule: Rule }>((tie) => {
  const from = tie('rule');
  const of = fc.array(from, { minLength: 1, maxLength: 3 });
  const maybe = fc.option(from, { nil: undefined });
  return {
    rule: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      fc.record({ do: fc.constant('path' as const), path: pointer }),
      fc.record({ do: fc.constant('literal' as const), value: scalar }),
      fc.record({ do: fc.constant('template' as const), template }),
      fc.record({ do: fc.constant('coalesce' as const), of }),
      fc.record({
        do: fc.constant('lookup' as const),
        from,
        table: fc.dictionary(fc.string({ maxLength: 5 }), scalar, { maxKeys: 4 }),
        otherwise: maybe,
      }),
      fc.record({ do: fc.constant('join' as const), of, separator: fc.string({ maxLength: 2 }) }),
      fc.record({
        do: fc.constant('split' as const),
        from,
        separator: fc.constantFrom(',', ' ', 'a'),
        index: fc.option(fc.integer(), { nil: undefined }),
      }),
      fc.record({ do: fc.constantFrom('trim' as const, 'lower' as const, 'title' as const, 'email' as const, 'boolean' as const), from }),
      fc.record({ do: fc.constant('e164' as const), from, country: fc.constantFrom(undefined, 'DE', 'us', 'XX'), countryFrom: maybe }),
      fc.record({ do: fc.constant('number' as const), from, decimal: fc.constantFrom('.' as const, ',' as const, undefined) }),
      fc.record({
        do: fc.constant('date' as const),
        from,
        output: fc.constantFrom('date' as const, 'datetime' as const, 'epochMs' as const, 'epochSeconds' as const),
        zone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/Sao_Paulo'),
        order: fc.constantFrom('ymd' as const, 'dmy' as const, 'mdy' as const, undefined),
      }),
      fc.record({ do: fc.constant('splitName' as const), from, part: fc.constantFrom('first' as const, 'last' as const) }),
      fc.record({ do: fc.constant('when' as const), if: condition, then: from, otherwise: maybe }),
    ),
  };
});

const mapping = fc.dictionary(pointer, rule, { maxKeys: 6 }).map((fields) => Mapping.parse({ fields }));

/** Texts of the kinds the rules read, among any JSON; the keys are those the pointers name, and hostile ones. */
const leaf = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '+49 30 901820',
    '2024-03-31T02:30',
    '31.12.2024',
    '1.234,56',
    'Ada@Example.COM',
    'van Gogh, Vincent',
    'yes',
    'משה כהן',
    '\u202Eabc',
    '\uD800',
  ),
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    leaf,
    fc.array(tie('json'), { maxLength: 4 }),
    fc.array(fc.tuple(fc.constantFrom(...keys, '__proto__', 'constructor', 'prototype'), tie('json')), { maxLength: 5 }).map(ownMembers),
  ),
}));
const root = fc.array(fc.tuple(fc.constantFrom(...keys, '__proto__'), json), { maxLength: 8 }).map(ownMembers);

/** As JSON.parse makes it: `__proto__` too is a member of its own. */
function ownMembers(entries: [string, unknown][]): unknown {
  const group = {};
  for (const [key, value] of entries) Object.defineProperty(group, key, { value, enumerable: true, configurable: true, writable: true });
  return group;
}

function everyValue(value: unknown, check: (value: unknown) => void): void {
  check(value);
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) everyValue(inner, check);
}

describe('any mapping on any event', () => {
  it('never throws, leaves the event as it was, points problems at targets, and explains what it applies', () => {
    fc.assert(
      fc.property(mapping, fc.oneof(root, json), (spec, event) => {
        const before = JSON.stringify(event);
        const compiled = compileMapping(spec);
        const { payload, problems, warnings } = compiled.apply(event);
        const { trace, ...explained } = compiled.explain(event);
        expect(explained).toEqual({ payload, problems, warnings });
        expect(JSON.stringify(event)).toBe(before);
        const targets = Object.keys(spec.fields);
        expect(targets).toEqual(expect.arrayContaining([...problems, ...warnings].map(({ path }) => path)));
        expect(trace.map(({ target }) => target).toSorted()).toEqual(targets.toSorted());
      }),
      { numRuns: 1500 },
    );
  });

  it('makes nothing but plain JSON without functions, undefined members or foreign prototypes', () => {
    fc.assert(
      fc.property(mapping, root, (spec, event) => {
        everyValue(compileMapping(spec).apply(event).payload, (value) => {
          expect(['string', 'number', 'boolean', 'object']).toContain(typeof value);
          if (typeof value !== 'object' || value === null) return;
          expect([Object.prototype, Array.prototype]).toContain(Object.getPrototypeOf(value));
          expect(Object.hasOwn(value, '__proto__')).toBe(false);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('never reads a prototype member', () => {
    const planted = ['a', 'b', 'ä'];
    // oxlint-disable-next-line no-extend-native -- the only way to see whether a walk leaves own members
    for (const key of planted) Object.defineProperty(Object.prototype, key, { value: 'inherited', configurable: true, enumerable: false });
    try {
      const reading = fc.dictionary(
        fc.constantFrom('/t', '/u'),
        pointer.map((path): Rule => ({ do: 'template', template: `{{${path}}}{{${path}/a}}` })),
      );
      fc.assert(
        fc.property(reading, (fields) => {
          const { payload } = compileMapping({ fields }).apply({ b: {}, '0': [] });
          expect(JSON.stringify(payload)).not.toContain('inherited');
        }),
      );
    } finally {
      for (const key of planted) Reflect.deleteProperty(Object.prototype, key);
    }
  });

  it('holds its caps', () => {
    const size = fc.constantFrom(1, 1000, MAX_TEXT - 1, MAX_TEXT, MAX_TEXT + 1, 3 * MAX_TEXT);
    const large = fc
      .tuple(size, fc.constantFrom('x', 'x,', '"', 'ß'))
      .map(([length, unit]) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length));
    const event = fc.record({ a: large, b: fc.array(large, { maxLength: 6 }), '0': fc.record({ a: large, b: large }) });
    const wide = fc
      .array(rule, { minLength: 1, maxLength: 20 })
      .map((rules) => Mapping.parse({ fields: Object.fromEntries(rules.map((each, index) => [`/t${index}`, each])) }));
    fc.assert(
      fc.property(wide, event, (spec, data) => {
        let total = 0;
        everyValue(compileMapping(spec).apply(data).payload, (value) => {
          if (typeof value !== 'string') return;
          total += value.length;
          expect(value.length).toBeLessThanOrEqual(MAX_TEXT);
        });
        expect(total).toBeLessThanOrEqual(MAX_PAYLOAD);
      }),
      { numRuns: 200 },
    );
  });

  it('can be validated against any fields', () => {
    const field = fc.record({
      path: pointer,
      label: fc.string(),
      type: fc.constantFrom('string', 'object', 'list', 'enum'),
      required: fc.boolean(),
      options: fc.option(fc.array(fc.record({ value: fc.string(), label: fc.string() }), { maxLength: 3 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(mapping, fc.array(field, { maxLength: 6 }), (spec, fields) => {
        for (const { path, message } of validateMapping(spec, fields)) {
          expect([...Object.keys(spec.fields), ...fields.map((each) => each.path)]).toContain(path);
          expect(message).not.toBe('');
        }
      }),
      { numRuns: 300 },
    );
  });
});
