// Proves what a production image of the server holds: installs it from the lockfile without dev dependencies into a
// temporary folder, then checks that all it needs is there, that no build tool is, and how large it is.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, globSync, lstatSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const server = 'packages/server';
const buildTools = ['@wordpress/scripts', 'typescript', '@typescript/native', 'vitest', 'vite', 'turbo', 'oxlint', 'webpack'];
const largestMegabytes = 150;

interface Manifest {
  name: string;
  dependencies?: Record<string, string>;
}
const manifest = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

const root = join(import.meta.dirname, '..');
const target = mkdtempSync(join(tmpdir(), 'handoff-production-'));
try {
  for (const file of ['package.json', 'package-lock.json', ...globSync('packages/*/package.json', { cwd: root })]) {
    cpSync(join(root, file), join(target, file));
  }
  const install = ['ci', '--omit=dev', '--ignore-scripts', '--workspace', server, '--include-workspace-root=false'];
  execFileSync('npm', [...install, '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: target, stdio: 'inherit' });

  const problems = [...missing(), ...unwanted()];
  const megabytes = installedBytes() / 1e6;
  if (megabytes > largestMegabytes) problems.push(`it takes ${megabytes.toFixed(0)} MB, more than ${largestMegabytes} MB`);
  if (problems.length > 0) {
    console.error(`The production install of ${server} is not as it should be:\n  ${problems.join('\n  ')}`);
    process.exitCode = 1;
  } else {
    console.log(`production install of ${server}: ${megabytes.toFixed(1)} MB, no build tools`);
  }
} finally {
  rmSync(target, { recursive: true, force: true });
}

/** Dependencies of the server, and of the packages of ours that it depends on, that were not installed. */
function missing(): string[] {
  const ours = new Map(globSync('packages/*', { cwd: target }).map((folder) => [manifest(join(target, folder)).name, folder]));
  const wanted = (folder: string): string[] =>
    Object.keys(manifest(join(target, folder)).dependencies ?? {}).flatMap((name) => [
      name,
      ...(ours.has(name) ? wanted(ours.get(name)!) : []),
    ]);
  const isInstalled = (name: string): boolean =>
    ['.', ...ours.values()].some((folder) => existsSync(join(target, folder, 'node_modules', name, 'package.json')));
  return wanted(server)
    .filter((name) => !isInstalled(name))
    .map((name) => `${name} is missing`);
}

function unwanted(): string[] {
  const installed = globSync('**/node_modules/{*,@*/*}', { cwd: target });
  const tools = installed.filter((path) => buildTools.some((name) => path.endsWith(`node_modules/${name}`)));
  return tools.map((path) => `${path} is there, a build tool`);
}

/** Links are counted as themselves: what they lead to is counted where it is. */
function installedBytes(): number {
  const files = globSync('**/*', { cwd: target }).map((file) => lstatSync(join(target, file)));
  return files.reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0);
}
