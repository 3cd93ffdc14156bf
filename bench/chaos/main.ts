import { parseArgs } from 'node:util';
import { judge, printChecks } from '../lib/checks.ts';
import { scenarios } from './scenarios.ts';

/** `npm run chaos [-- name] [-- --json] [-- --seed 7] [-- --rounds 20]` */
const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, seed: { type: 'string' }, rounds: { type: 'string', default: '20' } },
});
const [name = ''] = positionals;
const scenario = scenarios[name];
const seed = flags.seed === undefined ? Math.floor(Math.random() * 1_000_000) : Number(flags.seed);
const rounds = Number(flags.rounds);
if (scenario === undefined || !Number.isSafeInteger(seed) || !Number.isSafeInteger(rounds) || rounds < 1) {
  const known = Object.keys(scenarios).filter((candidate) => candidate !== '');
  const names = known.length === 0 ? '' : ` Names: ${known.join(', ')}.`;
  process.stderr.write(`Usage: npm run chaos [-- name] [-- --seed NUMBER] [-- --rounds NUMBER] [-- --json].${names}\n`);
  process.exit(2);
}

const say = (text: string) => void process.stderr.write(`${Math.round(performance.now() / 1000)} s  ${text}\n`);
say(`Seed ${seed} (run it again with --seed ${seed}).`);
const { measured, goals, notes } = await scenario({ seed, rounds, say });
const checks = judge(measured, goals);
printChecks(checks, { json: flags.json, measured });
notes.forEach(say);
process.exitCode = checks.every((check) => check.ok) ? 0 : 1;
