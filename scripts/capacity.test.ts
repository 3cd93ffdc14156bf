import { expect, test } from 'vitest';
import { renderCapacity } from './capacity.ts';

const figures = {
  accept_ratio_sqlite: 0.9,
  accept_ratio_postgres: 0.6,
  end_to_end_events_per_s: 900,
  accept_to_delivery_p95_ms: 30,
  memory_idle_mb: 100,
  memory_loaded_mb: 280,
  cold_start_ms: 600,
  disk_kb_per_event: 3,
};
const run = (values: Record<string, number | null>) => ({
  measuredOn: '2027-02-03',
  machine: 'a machine',
  checks: Object.entries(values).map(([name, value]) => ({ name, value, unit: '', goal: '>= 0', ok: true })),
});

test('the page tells when and where it was measured, and reckons with half of that and twenty times the average', () => {
  const page = renderCapacity(run(figures));
  expect(page).toContain('On 2027-02-03: a machine.');
  expect(page).toContain('| 600/s a server');
  // 30 million a month are 231 a second at their busiest: within 450. A hundred million are 772, and 600 / 2 is what a server takes.
  expect(page).toMatch(/\| 30,000,000 +\| 231\/s +\| SQLite +\| 1 × 2 cores, 1 GiB +\| 270 GB/);
  expect(page).toMatch(/\| 100,000,000 +\| 772\/s +\| PostgreSQL +\| 3 × 2 cores, 1 GiB +\| 900 GB/);
});

test.each([{ ...figures, disk_kb_per_event: null }, { end_to_end_events_per_s: 1000 }])(
  'a run that lacks a figure is not made up for',
  (values) => {
    expect(() => renderCapacity(run(values))).toThrow('has no figure');
  },
);
