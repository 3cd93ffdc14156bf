// `npm run fuzz [-- --runs N] [-- --nightly] [-- --seed N] [-- --only NAME] [-- --postgres] [-- --json]`
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from '../support/postgres.ts';
import { fuzz } from './run.ts';

const { values: flags } = parseArgs({
  options: {
    runs: { type: 'string', default: '20000' },
    nightly: { type: 'boolean', default: false },
    seed: { type: 'string' },
    only: { type: 'string' },
    postgres: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const runs = flags.nightly ? 1_000_000 : Number(flags.runs);
const seed = flags.seed === undefined ? Math.trunc(Math.random() * 2 ** 31) : Number(flags.seed);
if (!Number.isInteger(runs) || runs < 1 || !Number.isInteger(seed)) {
  process.stderr.write('--runs and --seed are whole numbers.\n');
  process.exit(2);
}
/** Bytes as text where they are text: a person has to read what broke it. */
function readable(_: string, value: unknown): unknown {
  return value instanceof Uint8Array ? { bytes: Buffer.from(value).toString('base64'), text: Buffer.from(value).toString() } : value;
}

const say = (text: string) => void process.stderr.write(`${text}\n`);

const postgres = flags.postgres ? await startPostgres() : undefined;
if (flags.postgres && postgres === undefined) {
  say('PostgreSQL is not installed here; see `npm run system-parts postgres`.');
  process.exit(2);
}
say(`${runs} inputs, seed ${seed}, ${postgres === undefined ? 'SQLite' : 'PostgreSQL'}.`);
const started = performance.now();
const figures = await fuzz({
  runs,
  seed,
  only: flags.only,
  ...(postgres === undefined ? {} : { databaseUrl: postgres.createDatabase }),
  onRound: ({ inputs, accepted }) =>
    say(`  ${inputs} inputs, ${accepted} events accepted, ${Math.round((performance.now() - started) / 1000)} s`),
});
await postgres?.stop();
const seconds = Math.round((performance.now() - started) / 1000);

for (const failure of figures.failures) {
  const folder = join(import.meta.dirname, 'failures');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${failure.target.replaceAll(/\W+/g, '-')}-${failure.seed}.json`);
  writeFileSync(file, `${JSON.stringify(failure, readable, 2)}\n`);
  say(
    `\nFAILED: ${failure.target}\n${failure.error}\nThe shrunk input is in ${file}; run again with --seed ${failure.seed} --only "${failure.target}".`,
  );
}
if (flags.json) process.stdout.write(`${JSON.stringify({ seed, seconds, ...figures })}\n`);
else {
  for (const [name, count] of Object.entries(figures.byTarget)) process.stdout.write(`${String(count).padStart(9)}  ${name}\n`);
  process.stdout.write(
    `answers: ${Object.entries(figures.byStatus)
      .map(([status, count]) => `${count} × ${status}`)
      .join(', ')}\n`,
  );
  process.stdout.write(
    `${figures.inputs} inputs, seed ${seed}, ${figures.accepted} events accepted and found stored, ${figures.failures.length} failures, ${seconds} s\n`,
  );
}
process.exitCode = figures.failures.length === 0 ? 0 : 1;
