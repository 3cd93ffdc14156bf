// Computes docs/capacity.md from the run of the benchmarks that was saved last. `npm run capacity` makes a new run and does this;
// `npm run check:docs` holds the page against it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SavedRun } from '../bench/lib/save.ts';

const root = join(import.meta.dirname, '..');
const RESULTS = join(root, 'bench/results/bench.json');
const PAGE = join(root, 'docs/capacity.md');

const SECONDS_A_MONTH = 30 * 86_400;
/** The busiest seconds against the average: nights, campaigns, an import. */
const PEAK = 20;
/** How much of what was measured is planned with. */
const SHARE = 0.5;
const MONTHLY = [10_000, 100_000, 1_000_000, 10_000_000, 30_000_000, 100_000_000];
const SYSTEM_MIB = 256;
const GIB_STEPS = [0.5, 1, 2, 4, 8, 16, 32];
const KEPT_DAYS = 90;

/** The page as Markdown. @throws where the run lacks a figure it needs. */
export function renderCapacity(results: SavedRun): string {
  const figure = (name: string): number => {
    const value = results.checks.find((check) => check.name === name)?.value;
    if (value === undefined || value === null) throw new Error(`${RESULTS} has no figure ${name}. Renew it: npm run capacity.`);
    return value;
  };
  const sqlite = figure('end_to_end_events_per_s');
  const postgres = Math.round((sqlite * figure('accept_ratio_postgres')) / figure('accept_ratio_sqlite'));
  const memory = figure('memory_loaded_mb');
  const disk = figure('disk_kb_per_event');

  const rows = MONTHLY.map((events) => {
    const peak = (events / SECONDS_A_MONTH) * PEAK;
    const alone = peak <= sqlite * SHARE;
    const servers = alone ? 1 : Math.max(2, Math.ceil(peak / (postgres * SHARE)));
    const cores = peak <= (sqlite * SHARE) / 8 ? 1 : 2;
    const gib = GIB_STEPS.find((step) => step * 1024 >= memory + SYSTEM_MIB) ?? GIB_STEPS.at(-1);
    return [
      number(events),
      `${peak < 1 ? peak.toFixed(1) : number(Math.round(peak))}/s`,
      alone ? 'SQLite' : 'PostgreSQL',
      `${servers} × ${cores} ${cores === 1 ? 'core' : 'cores'}, ${gib} GiB`,
      size((events * disk * KEPT_DAYS) / 30),
    ];
  });
  return [
    '# Capacity',
    '',
    'What a machine carries. Computed by `scripts/capacity.ts` from a run of `npm run bench` (`bench/results/bench.json`), not written by hand; `npm run capacity` makes a new run on your machine, and this page from it.',
    '',
    '## What was measured',
    '',
    `On ${results.measuredOn}: ${results.machine}.`,
    '',
    table(
      ['figure', 'value'],
      [
        [
          'events from a signed post to the delivered call, one process on SQLite, two cores that the senders used too',
          `${number(sqlite)}/s`,
        ],
        ['the same on PostgreSQL, reckoned from how many it accepts beside SQLite', `${number(postgres)}/s a server`],
        ['from the post to the call, 95 of 100, at 100 events a second', `${figure('accept_to_delivery_p95_ms')} ms`],
        ['memory of the process: at rest, under that load', `${figure('memory_idle_mb')} MiB, ${memory} MiB`],
        ['disk for an event with one delivery, its attempt and all indexes', `${disk} kB`],
        ['from the start to the first answer, with a million events', `${figure('cold_start_ms')} ms`],
      ],
    ),
    '',
    '## What that carries',
    '',
    `Reckoned with ${PEAK} times the average at the busiest moment, and with ${SHARE * 100} % of what was measured: the rest is for panels, imports and bad days. What comes faster for a while waits, and is not lost.`,
    '',
    table(['events a month', 'at its busiest', 'database', 'servers', `disk, kept ${KEPT_DAYS} days`], rows),
    '',
    '- **Two servers on PostgreSQL** are for going on while one is restarted, also where one would do. The database needs about as much memory and as many cores as one server, and a disk that confirms a write quickly: each batch of events waits for one.',
    '- **More destinations for each event** cost about as much as more events. A vendor’s own limit is usually what decides: 100 calls in 10 seconds are 26 million a month at best.',
    '- **Disk** grows with what flows keep: each attempt holds the request and the answer, up to 16 KiB each. What goes when is set by retention.',
    '- Neither a million finished events nor a hundred thousand that wait make accepting or delivering slower; see [the benchmarks](../bench/README.md).',
    '',
  ].join('\n');
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}

function size(kilobytes: number): string {
  const gigabytes = kilobytes / 1e6;
  if (gigabytes < 1) return `${Math.max(1, Math.round(gigabytes * 1000))} MB`;
  return gigabytes < 1000 ? `${number(Math.round(gigabytes))} GB` : `${(gigabytes / 1000).toFixed(1)} TB`;
}

/** Columns as wide as oxfmt makes them, so that the page is as it would format it. */
function table(headings: string[], rows: string[][]): string {
  const widths = headings.map((heading, column) => Math.max(3, heading.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(headings), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

const computed = (): string => renderCapacity(JSON.parse(readFileSync(RESULTS, 'utf8')) as SavedRun);

/** Whether the page says what the saved run gives. */
export function isCapacityCurrent(): boolean {
  return readFileSync(PAGE, 'utf8') === computed();
}

if (import.meta.main) writeFileSync(PAGE, computed());
