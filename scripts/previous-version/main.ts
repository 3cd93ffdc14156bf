// `npm run check:previous [-- --at COMMIT]`: runs the server of the version before on the schema of this one, beside it and in its
// place, on both engines: what ADR 0021 promises of one version back. A minute or two.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from '../../packages/server/test/support/postgres.ts';
import { createFindings } from '../lib/findings.ts';
import { checkOut, commitBefore } from './checkout.ts';
import { checkBack, checkBeside } from './rollback.ts';

const { values: flags } = parseArgs({ options: { at: { type: 'string' } } });
const before = checkOut(flags.at ?? commitBefore());
process.stderr.write(`The version before: ${before.commit}, which does not know ${before.lacks.join(', ') || 'no migration less'}.\n`);
const findings = createFindings();
const versions = { now: join(import.meta.dirname, '../..'), before: before.folder };
const cluster = await startPostgres();
try {
  findings.check('the version before lacks a migration', before.lacks.length > 0);
  await checkBack(findings, versions, undefined);
  if (cluster === undefined) process.stderr.write('PostgreSQL is not installed: its half is not run (npm run system-parts postgres).\n');
  else {
    await checkBack(findings, versions, await cluster.createDatabase());
    await checkBeside(findings, versions, await cluster.createDatabase());
  }
} finally {
  await cluster?.stop();
  await rm(before.folder, { recursive: true, force: true });
}
process.exitCode = findings.failed() === 0 ? 0 : 1;
