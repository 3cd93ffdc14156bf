// `npm test`: brings the system programs that tests use (where it may), runs vitest, and closes with one plain line of counts.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const run = (command: string, args: string[]): number => spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status ?? 1;

if (run('bash', ['scripts/system-parts.sh']) !== 0) {
  if (process.env['HANDOFF_REQUIRE_PARTS'] === '1') process.exit(1);
  console.error('Going on without the programs named above: the tests that need them are skipped by name.');
}

const folder = mkdtempSync(join(tmpdir(), 'handoff-test-'));
const report = join(folder, 'report.json');
try {
  const exit = run(join(root, 'node_modules/.bin/vitest'), [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ]);
  if (existsSync(report)) {
    const counts = JSON.parse(readFileSync(report, 'utf8')) as { numPassedTests: number; numFailedTests: number; numPendingTests: number };
    // A file that breaks before its first test has no failed test to count.
    const failed = exit === 0 ? counts.numFailedTests : Math.max(counts.numFailedTests, 1);
    console.log(`${counts.numPassedTests} passed, ${failed} failed, ${counts.numPendingTests} skipped`);
  }
  process.exitCode = exit;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
