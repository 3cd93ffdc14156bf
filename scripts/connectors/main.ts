// Writes docs/connectors from the registry. With --check it writes nothing and fails when a page is out of date.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CONNECTORS_DIR, connectorPages, stalePages } from './pages.ts';

const pages = await connectorPages();
const stale = await stalePages(pages, CONNECTORS_DIR);
if (process.argv.includes('--check')) {
  if (stale.length > 0) {
    console.error(`docs/connectors is out of date: ${stale.join(', ')}. Run "npm run connectors" and commit the result.`);
    process.exitCode = 1;
  } else {
    console.log(`docs/connectors is up to date (${pages.size} pages).`);
  }
} else {
  await mkdir(CONNECTORS_DIR, { recursive: true });
  for (const name of stale) {
    const text = pages.get(name);
    if (text === undefined) await rm(join(CONNECTORS_DIR, name));
    else await writeFile(join(CONNECTORS_DIR, name), text);
    console.log(`${text === undefined ? 'removed' : 'wrote'} docs/connectors/${name}`);
  }
  if (stale.length === 0) console.log('docs/connectors was up to date already.');
}
