// `npm run package -w packages/wp-plugin`: builds the panel, compiles the translations and makes dist/handoff.zip, which a
// site owner uploads. The same sources give the same bytes. It refuses to make a zip that should not be installed.
import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { plugin, root } from './paths.ts';

const SHIPPED = [
  'handoff.php',
  'uninstall.php',
  'readme.txt',
  'LICENSE',
  'includes/**/*.php',
  'build/**/*',
  'languages/*.{pot,po,mo,json}',
];
/** Compatible with the GPL, version 2 or later. */
const LICENCES = /^\(?(MIT|ISC|BSD-[23]-Clause|0BSD|Unlicense|CC0-1\.0|GPL-2\.0-or-later)( (AND|OR) (MIT|ISC|0BSD))*\)?$/;
// Zip knows no earlier year; a fixed time makes the zip a function of its content.
const TIME = new Date('1980-01-01T00:00:00');

run('wp-scripts', ['build']);
run(process.execPath, ['scripts/translations.ts', '--compile']);

const files = globSync(SHIPPED, { cwd: plugin })
  .filter((file) => statSync(join(plugin, file)).isFile() && !file.endsWith('.map'))
  .toSorted();
const problems = [...versions(), ...bundled(), ...texts()];
if (problems.length > 0) {
  console.error(`The plugin is not fit to ship:\n  ${problems.join('\n  ')}`);
  process.exit(1);
}
const content = Object.fromEntries(files.map((file) => [`handoff/${file}`, new Uint8Array(readFileSync(join(plugin, file)))]));
const zip = join(plugin, 'dist/handoff.zip');
mkdirSync(join(plugin, 'dist'), { recursive: true });
rmSync(zip, { force: true });
writeFileSync(zip, zipSync(content, { level: 9, mtime: TIME }));
console.log(`${zip}: ${files.length} files, ${(statSync(zip).size / 1000).toFixed(0)} kB`);

function run(command: string, args: string[]): void {
  execFileSync(command, args, {
    cwd: plugin,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env['PATH']}` },
  });
}

/** The version stands in four places, which WordPress and its directory read. */
function versions(): string[] {
  const { version } = JSON.parse(readFileSync(join(plugin, 'package.json'), 'utf8')) as { version: string };
  const places = {
    'handoff.php': /^ \* Version:\s+(\S+)$/m,
    'includes/Plugin.php': /const VERSION = '(.+)';/,
    'readme.txt': /^Stable tag: (\S+)$/m,
  };
  return Object.entries(places).flatMap(([file, pattern]) => {
    const found = pattern.exec(readFileSync(join(plugin, file), 'utf8'))?.[1];
    return found === version ? [] : [`${file} says version ${found ?? 'nothing'}, package.json says ${version}`];
  });
}

/** Every npm package whose code is in the built scripts must allow it. */
function bundled(): string[] {
  const lines = readFileSync(join(plugin, 'build/bundled-packages.txt'), 'utf8').split('\n').filter(Boolean);
  return lines.filter((line) => !LICENCES.test(line.split(' ').slice(2).join(' '))).map((line) => `the panel contains ${line}`);
}

/** What must not reach a shop's site. */
function texts(): string[] {
  return files
    .filter((file) => /\.(php|js|json|txt)$/.test(file))
    .flatMap((file) => {
      const text = readFileSync(join(plugin, file), 'utf8');
      return [/localhost/, /127\.0\.0\.1/, /sourceMappingURL/, /\bvar_dump\(/]
        .filter((pattern) => pattern.test(text))
        .map((pattern) => `${file} holds ${pattern.source}`);
    });
}
