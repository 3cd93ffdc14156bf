import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../../packages/server/test/support/postgres.ts';
import type { Goals, Measured } from '../../lib/checks.ts';
import { createDisk } from '../lib/disk.ts';
import { createRandom } from '../lib/random.ts';
import type { ChaosOptions, ChaosResult } from '../scenarios.ts';
import { runOnStore, type RunResult } from './run.ts';
import { FIGURES } from './verify.ts';

const GOALS: Goals = {
  kill9_rounds_sqlite: '>= 20',
  kill9_rounds_postgres: '>= 20',
  ...Object.fromEntries(FIGURES.map((figure) => [figure, '== 0'])),
  acknowledged_events: '>= 1000',
  resent_events: '>= 1',
  cut_off_attempts: '>= 1',
  uncertain_reported: '>= 1',
};
const POWER_CUT_ROUNDS = 6;
const FINDINGS_SHOWN = 20;

/** Kill -9 on both engines, several servers racing on one PostgreSQL, and power cuts under SQLite. */
export async function serverChaos({ seed, rounds, say }: ChaosOptions): Promise<ChaosResult> {
  const random = createRandom(seed);
  const scratch = await mkdtemp(join(tmpdir(), 'handoff-chaos-'));
  const results: Record<string, RunResult> = {};
  const notes: string[] = [];
  try {
    say(`SQLite, one server, ${rounds} rounds of kill -9 …`);
    const place = { dataDir: join(scratch, 'sqlite') };
    results['sqlite'] = await runOnStore({
      where: 'sqlite',
      place,
      random: random.fork('sqlite'),
      rounds,
      sizeOf: () => 1,
      strike: (fleet, count) => fleet.kill(count),
      say,
    });
    const postgres = await runOnPostgres({ seed, rounds, say }, join(scratch, 'postgres'));
    if (postgres === undefined) notes.push('PostgreSQL: not run, it is not installed here (npm run system-parts postgres).');
    else results['postgres'] = postgres;
    const powerCut = await runPowerCuts({ seed, rounds: Math.min(rounds, POWER_CUT_ROUNDS), say });
    if ('notRun' in powerCut) notes.push(`power_cut: not run (${powerCut.notRun}).`);
    else results['power cut'] = powerCut;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  tellFindings(results, say);
  const measured = measure(results);
  const powerCut = results['power cut'];
  if (powerCut === undefined) return { measured, goals: GOALS, notes };
  return {
    measured: [
      ...measured,
      { name: 'power_cut_rounds', value: powerCut.struck, unit: 'rounds', note: 'SQLite on ext4 over a loop device, shutdown ioctl' },
    ],
    goals: { ...GOALS, power_cut_rounds: '>= 5' },
    notes,
  };
}

/** Two servers on one database for the first half of the rounds, four for the second; one or several are killed. */
async function runOnPostgres({ seed, rounds, say }: ChaosOptions, dataDir: string): Promise<RunResult | undefined> {
  const cluster = await startPostgres();
  if (cluster === undefined) return undefined;
  try {
    say(`PostgreSQL, two and four servers, ${rounds} rounds of kill -9 …`);
    return await runOnStore({
      where: 'postgres',
      place: { dataDir, databaseUrl: await cluster.createDatabase() },
      random: createRandom(seed).fork('postgres'),
      rounds,
      sizeOf: (round) => (round <= rounds / 2 ? 2 : 4),
      strike: (fleet, count) => fleet.kill(count),
      say,
    });
  } finally {
    await cluster.stop();
  }
}

async function runPowerCuts({ seed, rounds, say }: ChaosOptions): Promise<RunResult | { notRun: string }> {
  const disk = await createDisk();
  if ('notRun' in disk) return disk;
  try {
    say(`SQLite, ${rounds} power cuts …`);
    return await runOnStore({
      where: 'power cut',
      place: { dataDir: join(disk.path, 'data') },
      random: createRandom(seed).fork('power cut'),
      rounds,
      sizeOf: () => 1,
      // Power leaves processes and disk at one moment: frozen, they see nothing of the disk that fails.
      strike: async (fleet, count) => {
        fleet.freeze();
        await disk.cut();
        await fleet.kill(count);
        await disk.restore();
      },
      say,
    });
  } finally {
    await disk.remove();
  }
}

function measure(results: Record<string, RunResult>): Measured[] {
  const all = Object.entries(results);
  const sum = (value: (result: RunResult) => number) => all.reduce((total, [, result]) => total + value(result), 0);
  const shares = (value: (result: RunResult) => number) => all.map(([where, result]) => `${where} ${value(result)}`).join(', ');
  const total = (name: string, unit: string, value: (result: RunResult) => number) => ({
    name,
    value: sum(value),
    unit,
    note: shares(value),
  });
  return [
    { name: 'kill9_rounds_sqlite', value: results['sqlite']?.struck ?? null, unit: 'rounds', note: 'one server' },
    {
      name: 'kill9_rounds_postgres',
      value: results['postgres']?.struck ?? null,
      unit: 'rounds',
      note: 'two servers, then four, on one database',
    },
    ...FIGURES.map((figure) => total(figure, 'findings', ({ findings }) => findings.count(figure))),
    total('acknowledged_events', 'events', ({ acknowledged }) => acknowledged),
    total('resent_events', 'requests', ({ resent }) => resent),
    total('cut_off_attempts', 'attempts', ({ cutOff }) => cutOff),
    total('uncertain_reported', 'deliveries', ({ uncertain }) => uncertain),
  ];
}

function tellFindings(results: Record<string, RunResult>, say: (text: string) => void): void {
  for (const [where, { findings, faults }] of Object.entries(results)) {
    say(`${where}: faults at the vendors: ${[...faults].map(([name, count]) => `${count} × ${name}`).join(', ')}.`);
    for (const figure of FIGURES) {
      const found = findings.list(figure);
      for (const line of found.slice(0, FINDINGS_SHOWN)) say(`${figure}: ${line}`);
      if (found.length > FINDINGS_SHOWN) say(`${figure}: and ${found.length - FINDINGS_SHOWN} more`);
    }
  }
}
