// `npm run audit`: asks the registry for known faults of the packages that ship. Where it cannot be asked (no network, a
// mirror without that service) nothing was audited; that is said, and fails only where HANDOFF_REQUIRE_AUDIT=1 asks for it:
// an outage elsewhere is no fault of the change that is being checked.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Allowed, judge, Report } from './judge.ts';

const root = join(import.meta.dirname, '../..');
const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { cwd: root, encoding: 'utf8', timeout: 120_000 });
const report = Report.safeParse(read(stdout));
if (report.success) {
  const allowed = Allowed.parse(read(readFileSync(join(import.meta.dirname, 'allowed.json'), 'utf8')));
  const { ok, lines } = judge(report.data, allowed, new Date().toISOString().slice(0, 10));
  for (const line of lines) console.log(line);
  process.exitCode = ok ? 0 : 1;
} else {
  const { message = 'no answer' } = (read(stdout) ?? {}) as { message?: string };
  console.log(`NOT AUDITED: the registry could not be asked (${message}). Known faults of packages were not looked for.`);
  process.exitCode = process.env['HANDOFF_REQUIRE_AUDIT'] === '1' ? 1 : 0;
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
