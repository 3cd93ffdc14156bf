// Writes contract/schemas and contract/fixtures. With --check it writes nothing and fails when they are out of date.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CONTRACT_DIR, contractFiles, stalePaths } from './contract/files.ts';

const emitted = await contractFiles();
const stale = await stalePaths(emitted, CONTRACT_DIR);

if (process.argv.includes('--check')) {
  if (stale.length > 0) {
    console.error(`The emitted contract is out of date: ${stale.join(', ')}. Run "npm run contract" and commit the result.`);
    process.exitCode = 1;
  } else {
    console.log(`The emitted contract is up to date (${emitted.size} files).`);
  }
} else {
  for (const path of stale) {
    const file = join(CONTRACT_DIR, path);
    const text = emitted.get(path);
    if (text === undefined) {
      await rm(file);
    } else {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    console.log(`${text === undefined ? 'removed' : 'wrote'} contract/${path}`);
  }
  if (stale.length === 0) console.log('The emitted contract was up to date already.');
}
