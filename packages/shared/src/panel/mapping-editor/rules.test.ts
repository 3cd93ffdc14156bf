import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileMapping } from '../../mapping/compile.ts';
import { Rule } from '../../mapping/spec.ts';
import { pathLabel, rulePaths } from './paths.ts';
import { changesFor, putField } from './put-field.ts';
import { type ChangeKind, depthOf, partsOf, ruleOf } from './rule-parts.ts';
import { ruleChips, ruleWords } from './rule-words.ts';

const t = (english: string) => english;
const label = (pointer: string) => pathLabel(pointer, { '/data/fields/your-name': 'Your name' }, t);
const words = { t, label };
const name: Rule = { do: 'path', path: '/data/fields/your-name' };
const defaults = { country: 'DE', zone: 'Europe/Berlin' };

/** Any rule the contract allows, all kinds among them. */
const { rule: anyRule } = fc.letrec<{ rule: Rule }>((tie) => {
  const rule = tie('rule');
  const optional = <T>(arbitrary: fc.Arbitrary<T>) => ({ arbitrary, optional: true });
  const record = (shape: Record<string, fc.Arbitrary<unknown> | { arbitrary: fc.Arbitrary<unknown> }>) =>
    fc.record(Object.fromEntries(Object.entries(shape).map(([key, member]) => [key, 'arbitrary' in member ? member.arbitrary : member])), {
      requiredKeys: Object.keys(shape).filter((key) => !('optional' in (shape[key] as object))),
    }) as unknown as fc.Arbitrary<Rule>;
  // What looks like a place for a value is ours alone, so that one that was left is found.
  const text = fc.string().filter((one) => !/\{\w+\}/.test(one));
  const path = fc.constantFrom('/subject/email', '/data/fields/your-name', '/steps/contact/id');
  return {
    rule: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      record({ do: fc.constant('path'), path }),
      record({
        do: fc.constant('literal'),
        value: fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null)),
      }),
      record({ do: fc.constant('template'), template: text }),
      record({ do: fc.constant('coalesce'), of: fc.array(rule, { minLength: 1, maxLength: 3 }) }),
      record({ do: fc.constant('join'), of: fc.array(rule, { minLength: 1, maxLength: 3 }), separator: fc.constant(' ') }),
      record({
        do: fc.constant('lookup'),
        from: rule,
        table: fc.dictionary(fc.string(), fc.string(), { noNullPrototype: true }),
        otherwise: optional(rule),
      }),
      record({ do: fc.constant('split'), from: rule, separator: fc.constant(','), index: optional(fc.integer({ min: -3, max: 3 })) }),
      record({ do: fc.constantFrom('trim', 'lower', 'title', 'email', 'boolean'), from: rule }),
      record({ do: fc.constant('number'), from: rule, decimal: optional(fc.constantFrom('.', ',')) }),
      record({ do: fc.constant('e164'), from: rule, country: optional(fc.constant('DE')), countryFrom: optional(rule) }),
      record({ do: fc.constant('date'), from: rule, output: fc.constantFrom('date', 'datetime', 'epochMs'), zone: fc.constant('UTC') }),
      record({ do: fc.constant('splitName'), from: rule, part: fc.constantFrom('first', 'last') }),
      record({
        do: fc.constant('when'),
        if: fc.constant({ is: 'present', path: '/subject/email' }),
        then: rule,
        otherwise: optional(rule),
      }),
    ),
  };
});

describe('any rule', () => {
  test('taken apart and put together is the same rule', () => {
    fc.assert(
      fc.property(anyRule, (rule) => {
        expect(ruleOf(partsOf(rule))).toEqual(rule);
      }),
    );
  });

  test('can be said in words, and every place it reads is found', () => {
    fc.assert(
      fc.property(anyRule, (rule) => {
        for (const chip of ruleChips(rule, words)) expect(chip.text).not.toMatch(/\{\w+\}|undefined|\[object/);
        const reads = compileMapping({ fields: { '/x': rule } }).explain({}).trace[0]?.reads ?? [];
        expect(new Set(rulePaths(rule))).toEqual(new Set([...rulePaths(rule), ...reads]));
        expect(depthOf(rule)).toBeGreaterThan(0);
      }),
    );
  });
});

test.each<[Rule, string]>([
  [
    { do: 'email', from: { do: 'trim', from: { do: 'path', path: '/subject/email' } } },
    'Person’s e-mail (without space around it, as an e-mail address)',
  ],
  [{ do: 'literal', value: null }, 'clears the field'],
  [{ do: 'literal', value: 5 }, '5'],
  [{ do: 'template', template: 'From {{/data/fields/your-name}}!' }, '“From ‹Your name›!”'],
  [{ do: 'coalesce', of: [name, { do: 'literal', value: 'Friend' }] }, 'Your name, else “Friend”'],
  [
    {
      do: 'join',
      of: [
        { do: 'coalesce', of: [name, { do: 'literal', value: 'Friend' }] },
        { do: 'literal', value: '!' },
      ],
      separator: '',
    },
    '(Your name, else “Friend”) + “!”',
  ],
  [{ do: 'split', from: name, separator: ',', index: -1 }, 'Your name (last part, split at “,”)'],
  [{ do: 'path', path: '/steps/contact/id' }, 'Record of the step “contact”'],
  [{ do: 'path', path: '/data/lines/0/title' }, 'Title (1)'],
  [
    {
      do: 'when',
      if: { is: 'not', of: { is: 'equals', path: '/subject/country', value: 'DE' } },
      then: name,
      otherwise: { do: 'literal', value: true },
    },
    'if Person’s country is not “DE”: Your name, else: yes',
  ],
])('%j reads as %s', (rule, said) => {
  expect(ruleWords(rule, words)).toBe(said);
});

describe('putting a field of the event into a field of the destination', () => {
  const path = '/subject/phone';

  test('makes of it what the destination takes', () => {
    const root = { subject: { phone: '030 901820', email: ' Ada@Example.com ', when: '31.12.2026', many: '3', ok: 'yes' } };
    const put = (from: string, type: string) =>
      compileMapping({ fields: { '/x': putField(undefined, `/subject/${from}`, { type }, defaults) } }).apply(root).payload['x'];
    expect(put('phone', 'phone')).toBe('+4930901820');
    expect(put('email', 'email')).toBe('Ada@example.com');
    expect(put('when', 'date')).toBe('2026-12-31');
    expect(put('when', 'datetime')).toBe('2026-12-30T23:00:00.000Z');
    expect(put('many', 'number')).toBe(3);
    expect(put('ok', 'boolean')).toBe(true);
    expect(put('ok', 'string')).toBe('yes');
  });

  test('keeps what is there: a text gets one more placeholder, a list one more value, changes stay', () => {
    const target = { type: 'string' };
    expect(putField({ do: 'template', template: 'Call ' }, path, target, defaults)).toEqual({
      do: 'template',
      template: 'Call {{/subject/phone}}',
    });
    expect(putField({ do: 'trim', from: { do: 'join', of: [name], separator: ' ' } }, path, target, defaults)).toEqual({
      do: 'trim',
      from: { do: 'join', of: [name, { do: 'path', path }], separator: ' ' },
    });
    expect(putField({ do: 'title', from: name }, path, { type: 'phone' }, defaults)).toEqual({ do: 'title', from: { do: 'path', path } });
    expect(putField({ do: 'literal', value: 'x' }, path, target, defaults)).toEqual({ do: 'path', path });
  });

  test('gives rules that can be saved', () => {
    const types = ['string', 'text', 'email', 'phone', 'number', 'boolean', 'date', 'datetime', 'enum', 'list', 'object'];
    const kinds = new Set<ChangeKind>(types.flatMap((type) => changesFor({ type }, defaults).map((change) => change.do)));
    expect(kinds.size).toBe(5);
    for (const type of types) expect(Rule.safeParse(putField(undefined, path, { type }, defaults)).error).toBeUndefined();
  });
});
