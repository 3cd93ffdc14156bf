// `npm run test:php -- [--version 7.1] [phpunit's own arguments]`: PHPUnit inside a real WordPress.
import { type CoreVersion, SUITES } from '../e2e/wordpress/support/core.ts';
import { startDatabase } from '../e2e/wordpress/support/database.ts';
import { runPhpUnit } from '../e2e/wordpress/support/phpunit.ts';

const args = process.argv.slice(2);
const at = args.indexOf('--version');
const [, version = '6.8'] = at === -1 ? [] : args.splice(at, 2);
if (!(version in SUITES)) throw new Error(`There is no WordPress ${version} here; there are ${Object.keys(SUITES).join(', ')}.`);

const database = await startDatabase();
try {
  const { code } = await runPhpUnit(database, version as CoreVersion, args, 'inherit');
  process.exitCode = code;
} finally {
  await database.stop();
}
