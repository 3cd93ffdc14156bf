// `npm run check:containers [-- --stand-ins]`: builds the image, brings each compose file of deploy/ up, runs the systemd
// units in a container, and looks whether all holds that docs/operations.md says of them. Needs a Docker engine with compose; engine.sh starts one on a bare Debian.
import { parseArgs } from 'node:util';
import { checkPostgres, checkSqlite } from './compose-files.ts';
import { docker } from './docker.ts';
import { createFindings } from '../lib/findings.ts';
import { checkImage } from './image.ts';
import { IMAGE } from './project.ts';
import { makeStandIns } from './stand-ins.ts';
import { checkUnits } from './units.ts';

const { values: flags } = parseArgs({ options: { 'stand-ins': { type: 'boolean', default: false } } });
const say = (text: string) => void process.stderr.write(`${text}\n`);
if (flags['stand-ins']) {
  say('Base images: made here from packages of Debian and npm, as stand-ins. Nothing below says how the official images behave.');
  await makeStandIns();
}
say('Building the image …');
await docker(['build', '-f', 'deploy/Dockerfile', '-t', IMAGE, '.']);
const findings = createFindings();
for (const [name, check] of Object.entries({
  'the image': checkImage,
  'compose.sqlite.yaml': checkSqlite,
  'compose.postgres.yaml': checkPostgres,
  'the systemd units': checkUnits,
})) {
  say(`${name} …`);
  await check(findings).catch((error: unknown) => findings.check(name, false, error instanceof Error ? error.message : String(error)));
}
process.exitCode = findings.failed() === 0 ? 0 : 1;
