import { expect, test } from 'vitest';
import type { FlowSpec } from '../../flow/flow.ts';
import { alsoFor, runsFor } from './reach.ts';

const spec = (sources?: string[]): FlowSpec => ({
  trigger: { types: ['form.submitted'], ...(sources === undefined ? {} : { sources }), forms: ['5'] },
  steps: [{ key: 'contact', connection: 'con_1', operation: 'upsertContact', mapping: { fields: {} } }],
});

test('a flow that names no source runs for all, one that names some for those', () => {
  expect(runsFor(spec(), 'src_1')).toBe(true);
  expect(runsFor(spec([]), 'src_1')).toBe(true);
  expect(runsFor(spec(['src_1']), 'src_1')).toBe(true);
  expect(runsFor(spec(['src_0']), 'src_1')).toBe(false);
});

test('it is made to run for another one without changing anything else', () => {
  expect(alsoFor(spec(['src_0']), 'src_1')).toEqual(spec(['src_0', 'src_1']));
  expect(alsoFor(spec(['src_1']), 'src_1')).toEqual(spec(['src_1']));
  expect(alsoFor(spec(), 'src_1')).toEqual(spec());
});
