import { parseArgs } from 'node:util';
import { buildServer } from './lib/build.ts';
import { judge, type Measured, printChecks } from './lib/checks.ts';
import { createKit } from './lib/kit.ts';
import { saveRun } from './lib/save.ts';
import { benches } from './suites/index.ts';

/** `npm run bench [-- name] [-- --json] [-- --only accept,store] [-- --save]` */
const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, only: { type: 'string' }, save: { type: 'boolean', default: false } },
});
const bench = benches[positionals[0] ?? ''];
const chosen = flags.only?.split(',') ?? Object.keys(bench?.suites ?? {});
const unknown = chosen.find((name) => bench?.suites[name] === undefined);
if (bench === undefined || unknown !== undefined) {
  const known = bench === undefined ? Object.keys(benches).filter((name) => name !== '') : Object.keys(bench.suites);
  process.stderr.write(`There is no bench called "${unknown ?? positionals[0]}". There is: ${known.join(', ')}.\n`);
  process.exit(2);
}
if (flags.save && (bench !== benches[''] || flags.only !== undefined)) {
  process.stderr.write('--save keeps what the capacity page is computed from: a whole run of npm run bench, without a name or --only.\n');
  process.exit(2);
}

const build = await buildServer();
const kit = await createKit(build);
if (!build.built) kit.say('The build failed: measured from source, which starts more slowly and needs more memory than what ships.');
const measured: Measured[] = [];
let failed = false;
for (const name of chosen) {
  kit.say(`${name} …`);
  try {
    measured.push(...((await bench.suites[name]?.(kit)) ?? []));
  } catch (error) {
    failed = true;
    kit.say(`  ${name} could not be measured: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
}
await kit.close();

const asked =
  flags.only === undefined
    ? bench.goals
    : Object.fromEntries(Object.entries(bench.goals).filter(([name]) => measured.some((figure) => figure.name === name)));
const checks = judge(measured, asked);
printChecks(checks, { json: flags.json, measured });
const ok = !failed && checks.every((check) => check.ok);
if (flags.save) kit.say(ok ? `Saved to ${await saveRun(checks)}.` : 'Not saved: a goal is not met.');
process.exitCode = ok ? 0 : 1;
