// `npm run package -w packages/wp-plugin [-- --out DIR]`: builds the panel, compiles the translations and makes
// DIR/handoff.zip, which a site owner uploads (dist/handoff.zip by default). What it made for the zip stays in DIR/made;
// `--made DIR` takes that of an earlier run. The same sources give the same bytes. It refuses to make a zip that should not
// be installed.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildPanel, compileTranslations } from './build.ts';
import { plugin } from './paths.ts';
import { collectFiles, problemsOf, zipFiles } from './zip.ts';

const { values } = parseArgs({ options: { out: { type: 'string' }, made: { type: 'string' } } });
const out = resolve(values.out ?? join(plugin, 'dist'));
const made = values.made === undefined ? join(out, 'made') : resolve(values.made);
if (values.made === undefined) {
  buildPanel(join(made, 'build'));
  compileTranslations(join(made, 'languages'));
}
const files = collectFiles(made);
const problems = problemsOf(files);
if (problems.length > 0) {
  console.error(`The plugin is not fit to ship:\n  ${problems.join('\n  ')}`);
  process.exitCode = 1;
} else {
  const zip = zipFiles(files);
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'handoff.zip'), zip);
  console.log(`${join(out, 'handoff.zip')}: ${files.size} files, ${(zip.length / 1000).toFixed(0)} kB`);
}
