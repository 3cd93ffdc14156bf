// npm run new:destination NAME [-- --title "Acme CRM"]
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { scaffold, ScaffoldError } from './scaffold.ts';

const root = join(import.meta.dirname, '../..');
const { values, positionals } = parseArgs({ allowPositionals: true, options: { title: { type: 'string' } } });
const [type] = positionals;
if (type === undefined || positionals.length > 1) {
  console.error('Usage: npm run new:destination NAME [-- --title "Acme CRM"]');
  process.exit(2);
}
const words = type.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
try {
  const destinations = join(root, 'packages/server/src/destinations');
  const title = values.title ?? words.join(' ');
  const files = await scaffold({ type, title, destinations, date: new Date().toISOString().slice(0, 10) });
  for (const file of files) console.log(`wrote ${relative(root, file)}`);
  console.log(`\nNow follow docs/new-destination.md; its tests run with: npx vitest run packages/server/src/destinations/${type}`);
} catch (error) {
  if (!(error instanceof ScaffoldError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
