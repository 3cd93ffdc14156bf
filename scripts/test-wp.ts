// `npm run test:wp -- [--plugins DIR] [vitest's own arguments]`: the tests on real WordPress only. DIR holds real plugins, a
// folder each; they are installed in place of the stand-ins of the same slug.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const args = process.argv.slice(2);
const at = args.indexOf('--plugins');
const [, named] = at === -1 ? [] : args.splice(at, 2);
// npm runs this in the project's folder; the path was written where the person is.
const folder = named === undefined ? undefined : resolve(process.env['INIT_CWD'] ?? '.', named);
if (at !== -1 && (folder === undefined || !existsSync(folder))) {
  console.error(`--plugins needs a folder of plugins; there is no ${named ?? 'folder named'}.`);
  process.exit(2);
}
const env = folder === undefined ? process.env : { ...process.env, HANDOFF_TEST_PLUGINS: folder };
const test = [join(import.meta.dirname, 'test.ts'), '--project', 'wordpress', ...args];
process.exitCode = spawnSync(process.execPath, test, { env, stdio: 'inherit' }).status ?? 1;
