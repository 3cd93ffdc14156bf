import { parseArgs } from 'node:util';
import { judge, printChecks } from '../lib/checks.ts';
import { evaluations } from './evaluations.ts';

/** `npm run eval -- spam|identity|suggest --data FILE [--train FILE] [--json]`; the file formats are in bench/eval/README.md. */
const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, data: { type: 'string' }, train: { type: 'string' } },
});
const evaluation = evaluations[positionals[0] ?? ''];
if (evaluation === undefined || flags.data === undefined) {
  const names = Object.keys(evaluations).join('|');
  process.stderr.write(`Usage: npm run eval -- ${names} --data FILE [--train FILE] [--json]\n`);
  process.exit(2);
}

const say = (text: string) => void process.stderr.write(`${Math.round(performance.now() / 1000)} s  ${text}\n`);
const { measured, goals, notes } = await evaluation({ data: flags.data, train: flags.train, say });
const checks = judge(measured, goals);
printChecks(checks, { json: flags.json, measured });
notes.forEach(say);
process.exitCode = checks.every((check) => check.ok) ? 0 : 1;
