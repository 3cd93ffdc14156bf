import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What the build says of itself; see webpack.config.js. */
export const PARTS = 'panel-parts.json';

export interface FirstScreen {
  /** All files together as they travel, gzip, in kB (1000 bytes). */
  kb: number;
  /** What a browser loads of ours to show Home: its names in the build, and each one's kB gzip. */
  files: { name: string; kb: number }[];
  /** The largest parts of them, by package or source file: kB of source, before it is made small. */
  largest: { name: string; kb: number }[];
}

/** Measures the panel's first screen in a build (`buildPanel`, or `made/build` beside a zip). What core ships is not ours. */
export function firstScreen(build: string): FirstScreen {
  const { first, parts } = JSON.parse(readFileSync(join(build, PARTS), 'utf8')) as { first: string[]; parts: [string, number][] };
  const files = first.map((name) => ({ name, kb: gzipSync(readFileSync(join(build, name))).length / 1000 }));
  return {
    kb: files.reduce((sum, { kb }) => sum + kb, 0),
    files,
    largest: parts.slice(0, 15).map(([name, bytes]) => ({ name, kb: bytes / 1000 })),
  };
}
