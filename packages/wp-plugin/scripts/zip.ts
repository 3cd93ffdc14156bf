import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { PARTS } from './first-screen.ts';
import { plugin } from './paths.ts';

const SOURCES = ['handoff.php', 'uninstall.php', 'readme.txt', 'LICENSE', 'includes/**/*.php', 'languages/*.{pot,po}'];
const MADE = ['build/*.{js,css,php,txt}', 'languages/*.{mo,json}'];
/** Compatible with the GPL, version 2 or later. */
const LICENCES = /^\(?(MIT|ISC|BSD-[23]-Clause|0BSD|Unlicense|CC0-1\.0|GPL-2\.0-or-later)( (AND|OR) (MIT|ISC|0BSD))*\)?$/;
// Zip knows no earlier year; a fixed time makes the zip a function of its content.
const TIME = new Date('1980-01-01T00:00:00');

/** The plugin's files as the zip has them, by name. */
export type Files = ReadonlyMap<string, Buffer>;

/** @param made The folder with `build` and `languages` that were made for this zip. */
export function collectFiles(made: string): Files {
  const from = (folder: string, patterns: string[]): [string, Buffer][] =>
    globSync(patterns, { cwd: folder, exclude: [`build/${PARTS}`] }).map((file) => [file, readFileSync(join(folder, file))]);
  const files = [...from(plugin, SOURCES), ...from(made, MADE)];
  return new Map(files.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The same files give the same bytes. */
export function zipFiles(files: Files): Uint8Array {
  return zipSync(Object.fromEntries([...files].map(([name, content]) => [`handoff/${name}`, new Uint8Array(content)])), {
    level: 9,
    mtime: TIME,
  });
}

/** Why these files must not be installed anywhere. */
export function problemsOf(files: Files): string[] {
  return [...versions(files), ...bundled(files), ...texts(files)];
}

/** The version stands in four places, which WordPress and its directory read. */
function versions(files: Files): string[] {
  const { version } = JSON.parse(readFileSync(join(plugin, 'package.json'), 'utf8')) as { version: string };
  const places = {
    'handoff.php': /^ \* Version:\s+(\S+)$/m,
    'includes/Plugin.php': /const VERSION = '(.+)';/,
    'readme.txt': /^Stable tag: (\S+)$/m,
  };
  return Object.entries(places).flatMap(([file, pattern]) => {
    const found = pattern.exec(textOf(files, file))?.[1];
    return found === version ? [] : [`${file} says version ${found ?? 'nothing'}, package.json says ${version}`];
  });
}

/** Every npm package whose code is in the built scripts must allow it. */
function bundled(files: Files): string[] {
  const lines = textOf(files, 'build/bundled-packages.txt').split('\n').filter(Boolean);
  if (lines.length === 0) return ['nobody knows what npm packages the panel contains'];
  return lines.filter((line) => !LICENCES.test(line.split(' ').slice(2).join(' '))).map((line) => `the panel contains ${line}`);
}

/** What must not reach a shop's site. */
function texts(files: Files): string[] {
  return [...files.keys()]
    .filter((file) => /\.(php|js|css|json|txt)$/.test(file))
    .flatMap((file) =>
      [/localhost/, /127\.0\.0\.1/, /sourceMappingURL/, /\bvar_dump\(/]
        .filter((pattern) => pattern.test(textOf(files, file)))
        .map((pattern) => `${file} holds ${pattern.source}`),
    );
}

function textOf(files: Files, name: string): string {
  return files.get(name)?.toString('utf8') ?? '';
}
