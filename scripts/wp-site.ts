// `npm run wp:site -- [--version 7.1] [--server] [--none]`: a WordPress with the plugin to look at, until Ctrl-C.
import { watch } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type CoreVersion, SUITES } from '../e2e/wordpress/support/core.ts';
import { startDatabase } from '../e2e/wordpress/support/database.ts';
import { copyPlugin, PLUGIN } from '../e2e/wordpress/support/plugin.ts';
import { serveSite } from '../e2e/wordpress/support/serve.ts';
import { createSite } from '../e2e/wordpress/support/site.ts';

const { values } = parseArgs({ options: { version: { type: 'string', default: '6.8' } } });
if (!(values.version in SUITES))
  throw new Error(`There is no WordPress ${values.version} here; there are ${Object.keys(SUITES).join(', ')}.`);

const database = await startDatabase();
const site = await createSite(database, { version: values.version as CoreVersion });
const served = await serveSite(site);
console.log(`WordPress ${site.core.exact}: ${served.url}/wp-admin/  (admin / password)
Files:     ${site.folder}
PHP log:   ${join(site.folder, 'wp-content/debug.log')}
Database:  mariadb --socket=${database.socket} --user=root ${site.database}
Changes in packages/wp-plugin (includes, build, languages) are copied into the site. Ctrl-C ends it.`);

let pending: NodeJS.Timeout | undefined;
const copySoon = () => {
  clearTimeout(pending);
  pending = setTimeout(() => void copyPlugin(site.folder).catch((error: unknown) => console.error(error)), 200);
};
for (const part of ['includes', 'build', 'languages']) {
  try {
    watch(join(PLUGIN, part), { recursive: true }, copySoon);
  } catch {
    console.log(`packages/wp-plugin/${part} is not there yet, so changes in it are not followed.`);
  }
}

// What was started ends with this process, however it ends; leaving in order also removes the files.
const leave = () => void Promise.all([served.stop(), database.stop()]).then(() => process.exit(0));
process.once('SIGINT', leave).once('SIGTERM', leave);
