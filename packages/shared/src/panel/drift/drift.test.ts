import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Step } from '../../flow/flow.ts';
import type { Rule } from '../../mapping/spec.ts';
import { validateMapping } from '../../mapping/validate.ts';
import type { Field } from '../mapping-editor/rows.ts';
import { findDrift } from './drift.ts';

const field = (path: string, more: Partial<Field> = {}): Field => ({
  path,
  label: path.slice(1),
  type: 'string',
  required: false,
  ...more,
});
const literal = (value: string): Rule => ({ do: 'literal', value });
const step = (fields: Record<string, Rule>): Step => ({ key: 'contact', connection: 'con', operation: 'x', mapping: { fields } });
const stage = field('/stage', { label: 'Stage', type: 'enum', options: [{ value: 'won', label: 'Won' }] });

test('says which fields are gone, which are needed now, and which options are no longer there', () => {
  const mapped = step({
    '/email': literal('a'),
    '/shoe': literal('42'),
    '/stage': {
      do: 'lookup',
      from: { do: 'path', path: '/data/status' },
      table: { paid: 'won', cancelled: 'lost' },
      otherwise: literal('open'),
    },
  });
  expect(
    findDrift(mapped, [field('/email', { required: true }), field('/name', { label: 'Name', required: true }), stage], [field('/email')]),
  ).toEqual([
    { kind: 'gone', target: '/shoe' },
    { kind: 'needed', target: '/name', label: 'Name' },
    { kind: 'option', target: '/stage', label: 'Stage', value: 'lost' },
    { kind: 'option', target: '/stage', label: 'Stage', value: 'open' },
  ]);
});

test('is none where everything fits, where a group takes any name, and where the destination takes any field', () => {
  const fields = [field('/email'), field('/lines', { type: 'object' }), stage];
  expect(findDrift(step({ '/email': literal('a'), '/lines/Phone': literal('1'), '/stage': literal('won') }), fields, fields)).toEqual([]);
  expect(findDrift(step({ '/anything': literal('a') }), [field('/type')], [])).toEqual([]);
});

test('is told for a field the operation itself requires, also where the account does not list it', () => {
  expect(findDrift(step({}), [], [field('/id', { label: 'ID', required: true })])).toEqual([
    { kind: 'needed', target: '/id', label: 'ID' },
  ]);
});

test('agrees with what the server refuses to publish', () => {
  const paths = ['/a', '/b', '/group', '/group/a', '/group/b', '/list', '/list/0', '/list/x'];
  const fields = fc.uniqueArray(
    fc.record({
      path: fc.constantFrom(...paths),
      label: fc.constant('Field'),
      type: fc.constantFrom('string' as const, 'object' as const, 'list' as const),
      required: fc.boolean(),
      options: fc.boolean().map((isEnum) => (isEnum ? [{ value: 'won', label: 'Won' }] : [])),
    }),
    { selector: ({ path }) => path, minLength: 1 },
  );
  const mapping = fc.dictionary(
    fc.constantFrom(...paths),
    fc.constantFrom(literal('won'), literal('lost'), { do: 'trim', from: literal('x') } as Rule),
    { noNullPrototype: true },
  );
  fc.assert(
    fc.property(fields, mapping, (known, rules) => {
      const refused = validateMapping({ fields: rules }, known).map(({ path }) => path);
      expect(
        findDrift(step(rules), known, known)
          .map(({ target }) => target)
          .toSorted(),
      ).toEqual(refused.toSorted());
    }),
  );
});
