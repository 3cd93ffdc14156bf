// Writes docs/connectors from the registry. With --check it writes nothing and fails when a page is out of date. With --coverage it
// says instead how much of each vendor's contract (in ../shared/specs) the examples call, as a table or with --json as JSON.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { coverageRows, coverageTable } from './coverage.ts';
import { CONNECTORS_DIR, connectorPages, stalePages } from './pages.ts';

if (process.argv.includes('--coverage')) await showCoverage();
else await writePages(process.argv.includes('--check'));

async function showCoverage(): Promise<void> {
  const rows = await coverageRows();
  console.log(process.argv.includes('--json') ? JSON.stringify(rows, null, 2) : coverageTable(rows));
}

async function writePages(onlyCheck: boolean): Promise<void> {
  const pages = await connectorPages();
  const stale = await stalePages(pages, CONNECTORS_DIR);
  if (onlyCheck) {
    if (stale.length === 0) return console.log(`docs/connectors is up to date (${pages.size} pages).`);
    console.error(`docs/connectors is out of date: ${stale.join(', ')}. Run "npm run connectors" and commit the result.`);
    process.exitCode = 1;
    return;
  }
  await mkdir(CONNECTORS_DIR, { recursive: true });
  for (const name of stale) {
    const text = pages.get(name);
    if (text === undefined) await rm(join(CONNECTORS_DIR, name));
    else await writeFile(join(CONNECTORS_DIR, name), text);
    console.log(`${text === undefined ? 'removed' : 'wrote'} docs/connectors/${name}`);
  }
  if (stale.length === 0) console.log('docs/connectors was up to date already.');
}
