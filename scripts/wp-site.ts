// `npm run wp:site -- [--version 7.1] [--server] [--unpaired]`: a WordPress with the plugin to look at, until Ctrl-C.
// With --server also a real Handoff server with a HubSpot twin behind it, and the site paired with it unless --unpaired.
import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type CoreVersion, SUITES } from '../e2e/wordpress/support/core.ts';
import { startDatabase } from '../e2e/wordpress/support/database.ts';
import { copyPlugin, PLUGIN } from '../e2e/wordpress/support/plugin.ts';
import { serveSite } from '../e2e/wordpress/support/serve.ts';
import { startServer } from '../e2e/wordpress/support/server.ts';
import { createSite, type Site } from '../e2e/wordpress/support/site.ts';

const { values: flags } = parseArgs({
  options: { version: { type: 'string', default: '6.8' }, server: { type: 'boolean' }, unpaired: { type: 'boolean' } },
});
if (!(flags.version in SUITES))
  throw new Error(`There is no WordPress ${flags.version} here; there are ${Object.keys(SUITES).join(', ')}.`);

const database = await startDatabase();
const site = await createSite(database, { version: flags.version as CoreVersion });
const served = await serveSite(site);
console.log(`WordPress ${site.core.exact}: ${served.url}/wp-admin/  (admin / password)
Files:     ${site.folder}
PHP log:   ${join(site.folder, 'wp-content/debug.log')}
Mails:     ${join(site.folder, 'wp-content/mails.jsonl')}
Database:  mariadb --socket=${database.socket} --user=root ${site.database}`);
const server = flags.server === true ? await startBeside(site) : undefined;
followChanges(site);
console.log('Ctrl-C ends it.');

// What was started ends with this process, however it ends; leaving in order also removes the files.
const leave = () => void Promise.all([served.stop(), server?.close(), database.stop()]).then(() => process.exit(0));
process.once('SIGINT', leave).once('SIGTERM', leave);

async function startBeside(paired: Site) {
  const handoff = await startServer({ workspace: flags.unpaired === true ? 'empty' : 'hubspot' });
  const code = await handoff.connectionCode();
  console.log(`Handoff:   ${handoff.url}\nHubSpot:   ${handoff.twins.origins.hubspot} (a twin in this process)`);
  if (flags.unpaired === true) console.log(`Connection code (15 minutes): ${code}`);
  else {
    await paired.php(`Handoff\\Plugin::services()->pairing()->connect($args['code'], 'admin');`, { args: { code }, user: 'admin' });
    console.log('The site is paired; forms, comments, registrations and orders become HubSpot contacts.');
  }
  return handoff;
}

/** Copies what changes in the working tree into the site. */
function followChanges(of: Site): void {
  let pending: NodeJS.Timeout | undefined;
  const copySoon = () => {
    clearTimeout(pending);
    pending = setTimeout(() => void copyPlugin(of.folder).catch((error: unknown) => console.error(error)), 200);
  };
  const parts = ['includes', 'languages', 'build'];
  const there = parts.filter((part) => existsSync(join(PLUGIN, part)));
  for (const part of there) watch(join(PLUGIN, part), { recursive: true }, copySoon);
  console.log(`Changes in packages/wp-plugin (${there.join(', ')}) are copied into the site.`);
  if (!there.includes('build')) console.log('The panel is not built yet: `npm run build -w packages/wp-plugin`, then start this again.');
}
