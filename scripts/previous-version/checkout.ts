import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const MIGRATIONS = 'packages/server/src/store/migrations';

const git = (...args: string[]): Buffer => execFileSync('git', args, { cwd: root, maxBuffer: 2 ** 30, stdio: ['ignore', 'pipe', 'pipe'] });

/** The commit before the last one that brought a migration. @throws where the history does not go back that far. */
export function commitBefore(): string {
  const brought = git('log', '--diff-filter=A', '--format=%H', '--', MIGRATIONS).toString().trim().split('\n');
  const before = brought.map((commit) => `${commit}~1`).find(isWhole);
  if (before === undefined) throw new Error('The history here has no commit without the newest migration. Name one with --at.');
  return before;
}

/** Whether each migration that a commit names is in it: one in the middle of a change cannot be run. */
function isWhole(commit: string): boolean {
  const there = git('ls-tree', '--name-only', commit, `${MIGRATIONS}/`).toString();
  const named = git('show', `${commit}:packages/server/src/store/migrate.ts`)
    .toString()
    .matchAll(/migrations\/[\w-]+\.ts/g);
  return [...named].every(([path]) => there.includes(path));
}

export interface Checkout {
  folder: string;
  commit: string;
  /** Migrations of today's server that this one does not have. */
  lacks: string[];
}

/** The sources of a commit in a folder of their own, with today's packages of others. */
export function checkOut(named: string): Checkout {
  const commit = git('rev-parse', '--short', '--verify', `${named}^{commit}`).toString().trim();
  const folder = mkdtempSync(join(tmpdir(), 'handoff-previous-'));
  execFileSync('tar', ['-x', '-C', folder], { input: git('archive', commit, 'package.json', 'packages', 'tsconfig.base.json') });
  linkPackages(folder);
  const names = (from: string) => readdirSync(join(from, MIGRATIONS));
  const known = names(folder);
  return { folder, commit, lacks: names(root).filter((name) => !known.includes(name)) };
}

/** Everything installed here but our own packages: those are the ones of that commit. */
function linkPackages(folder: string): void {
  const installed = join(folder, 'node_modules');
  mkdirSync(join(installed, '@handoff'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name !== '@handoff' && !name.startsWith('.')) symlinkSync(join(root, 'node_modules', name), join(installed, name));
  }
  for (const path of globSync('packages/*', { cwd: folder })) {
    symlinkSync(join(folder, path), join(installed, '@handoff', path.replace('packages/', '')));
  }
}
