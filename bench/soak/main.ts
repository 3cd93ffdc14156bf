import { parseArgs } from 'node:util';
import { judge, type Measured, printChecks } from '../lib/checks.ts';
import { holdAgainst } from './arrived.ts';
import { growth } from './footprint.ts';
import { judgeTold } from './judge.ts';
import { soak } from './run.ts';
import { HOUR_MS } from './times.ts';

const GOALS = {
  faults_alerted_share: '== 1',
  false_alerts: '== 0',
  late_alerts: '== 0',
  lost: '== 0',
  memory_growth_ratio: '<= 1.1',
  disk_growth_ratio: '<= 1.1',
};
/** From when on retention removes as much as comes, and the last days. Days are counted from 0. */
const STEADY: [number, number] = [16, 20];
const LAST: [number, number] = [26, 30];

/** `npm run soak [-- --json] [-- --seed 7] [-- --log warn]`: a month on a virtual clock. */
const { values: flags } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    log: { type: 'string', default: 'silent' },
    /** Fewer for a quick look: growth can then not be judged. */
    days: { type: 'string', default: '30' },
  },
});
const say = (text: string) => void process.stderr.write(`${text}\n`);
const days = Number(flags.days);
const started = performance.now();
const { faults, mailbox, samples, sent, twins } = await soak({ days, seed: Number(flags.seed), logLevel: flags.log, say });
const { alerted, wrong, late, stray } = judgeTold(faults, mailbox.told);
const { lost, doubled } = holdAgainst(sent, twins);

const shown = (at: number) => new Date(at).toISOString().slice(0, 16);
wrong.forEach(({ fault, times }) => say(`NOT ONCE: ${fault.name} was told ${times} times`));
late.forEach(({ fault, byMs }) => say(`LATE: ${fault.name} by ${Math.round(byMs / 1000)} s`));
stray.forEach(({ at, to, kind, about }) => say(`STRAY: ${shown(at)} ${kind} of ${about} to ${to}`));
mailbox.unread.forEach((line) => say(`UNREAD: ${line}`));
lost.slice(0, 20).forEach((one) => say(`LOST: ${one}`));
for (const { name, twin } of [
  { name: 'CRM', twin: twins.hubspot },
  { name: 'news', twin: twins.brevo },
  { name: 'chat', twin: twins.slack },
])
  twin.violations.slice(0, 5).forEach((line) => say(`VIOLATION at ${name}: ${line}`));

const round = (value: number) => Math.round(value * 1000) / 1000;
const measured: Measured[] = [
  {
    name: 'faults_alerted_share',
    value: round(alerted.length / faults.length),
    unit: 'share',
    note: `${alerted.length} of ${faults.length}`,
  },
  { name: 'false_alerts', value: stray.length + mailbox.unread.length, unit: 'alerts', note: `in ${mailbox.mails} mails` },
  { name: 'late_alerts', value: late.length, unit: 'alerts' },
  {
    name: 'lost',
    value: lost.length + doubled,
    unit: 'deliveries',
    note: `${lost.length} lost, ${doubled} doubled; ${sent.length} events`,
  },
  { name: 'memory_growth_ratio', value: round(growth(samples, ({ heapBytes }) => heapBytes, STEADY, LAST)), unit: 'ratio' },
  { name: 'disk_growth_ratio', value: round(growth(samples, ({ diskBytes }) => diskBytes, STEADY, LAST)), unit: 'ratio' },
];
say(
  `${days} days in ${Math.round((performance.now() - started) / 1000)} s (${round((days * 24 * HOUR_MS) / (performance.now() - started))} times as fast).`,
);
const checks = judge(measured, GOALS);
printChecks(checks, { json: flags.json, measured });
process.exitCode = checks.every((check) => check.ok) ? 0 : 1;
