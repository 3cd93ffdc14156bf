import { expect, test } from 'vitest';
import { currentPages, renderCapacity } from './capacity.ts';

test('docs/capacity.md is what the saved benchmarks give (node scripts/capacity.ts writes it)', () => {
  const { computed, written } = currentPages();
  expect(written).toBe(computed);
});

test('a run that lacks a figure is not made up for', () => {
  expect(() => renderCapacity({ checks: [{ name: 'end_to_end_events_per_s', value: 1000 }] })).toThrow('has no figure');
});
