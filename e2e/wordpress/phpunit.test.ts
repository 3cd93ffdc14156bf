import { inject, test } from 'vitest';
import { SUPPORTED } from './support/core.ts';
import { describeOn } from './support/environment.ts';
import { runPhpUnit } from './support/phpunit.ts';

const environment = inject('wordpress');
const noPhpUnit = 'missing' in environment || environment.missingPrograms.includes('phpunit');

describeOn(SUPPORTED, 'PHPUnit inside a site', ({ version, database }) => {
  test.skipIf(noPhpUnit)(`every test passes${noPhpUnit ? ' (not here: phpunit)' : ''}`, async ({ expect }) => {
    const { code, output } = await runPhpUnit(database, version, ['--colors=never'], 'pipe');
    expect(code, output).toBe(0);
    expect(output, 'PHPUnit found no tests').toMatch(/^(?:OK \(|Tests: )[1-9]\d*/m);
  });
});
