import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { CoreVersion } from './core.ts';
import type { DatabaseServer } from './database.ts';
import { programPath } from './parts.ts';
import { PLUGIN } from './plugin.ts';
import { createSite } from './site.ts';

/** Runs the plugin's PHPUnit tests inside a new site with every stand-in active. */
export async function runPhpUnit(
  database: DatabaseServer,
  version: CoreVersion,
  args: readonly string[],
  stdio: 'inherit' | 'pipe',
): Promise<{ code: number; output: string }> {
  const site = await createSite(database, { version, standIns: true });
  const child = spawn(
    programPath('php'),
    ['-d', 'memory_limit=1G', programPath('phpunit'), '--configuration', join(PLUGIN, 'phpunit.xml.dist'), ...args],
    { cwd: PLUGIN, env: { ...process.env, HANDOFF_WP: site.folder }, stdio: ['ignore', stdio, stdio] },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code: code ?? 1, output };
}
