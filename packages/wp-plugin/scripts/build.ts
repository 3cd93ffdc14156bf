import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { plugin, root } from './paths.ts';

/** Builds the panel as it is shipped into a folder, in place of what is there. What it built with development in mind stays. */
export function buildPanel(to: string): void {
  rmSync(to, { recursive: true, force: true });
  run('wp-scripts', ['build', `--output-path=${to}`]);
}

/** Writes what WordPress reads of the translations into a folder, in place of what is there. */
export function compileTranslations(to: string): void {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  run(process.execPath, ['scripts/translations.ts', '--compile', to]);
}

function run(command: string, args: string[]): void {
  execFileSync(command, args, {
    cwd: plugin,
    // Standard output is the caller's: some print JSON there.
    stdio: ['ignore', 2, 'inherit'],
    env: { ...process.env, NODE_ENV: 'production', PATH: `${join(root, 'node_modules/.bin')}:${process.env['PATH']}` },
  });
}
