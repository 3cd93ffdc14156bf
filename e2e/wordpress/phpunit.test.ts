import { describe, inject, test } from 'vitest';
import { SUPPORTED } from './support/core.ts';
import { describeOn } from './support/environment.ts';
import { runPhpUnit } from './support/phpunit.ts';

const PATIENCE_MS = 300_000;
const environment = inject('wordpress');
const noPhpUnit = 'missing' in environment || environment.missingPrograms.includes('phpunit');

// Both at once: each is one process.
describe.concurrent('PHPUnit', () => {
  describeOn(SUPPORTED, 'inside a site', ({ version, database }) => {
    test.skipIf(noPhpUnit)(`every test passes${noPhpUnit ? ' (not here: phpunit)' : ''}`, { timeout: PATIENCE_MS }, async ({ expect }) => {
      const { code, output } = await runPhpUnit(database, version, ['--colors=never'], 'pipe');
      expect(code, output).toBe(0);
      expect(output, 'PHPUnit found no tests').toMatch(/^(?:OK \(|Tests: )[1-9]\d*/m);
    });
  });
});
