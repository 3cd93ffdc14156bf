import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { root } from './build.ts';
import type { Check } from './checks.ts';

/** A whole run of `npm run bench`, as it is kept: `bench/results/bench.json`, from which the capacity page is computed. */
export interface SavedRun {
  /** Its day: 2026-11-21. */
  measuredOn: string;
  /** What it ran on, for people. */
  machine: string;
  checks: Check[];
}

const FILE = 'bench/results/bench.json';

/** Keeps a run in place of the one before; answers where. */
export async function saveRun(checks: Check[]): Promise<string> {
  const saved: SavedRun = { measuredOn: new Date().toISOString().slice(0, 10), machine: await describeMachine(), checks };
  await writeFile(`${root}${FILE}`, `${JSON.stringify(saved, null, 2)}\n`);
  return FILE;
}

async function describeMachine(): Promise<string> {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  const system = /^PRETTY_NAME="?([^"\n]+)/m.exec(release)?.[1] ?? process.platform;
  const processors = cpus();
  const gib = Math.round(totalmem() / 2 ** 30);
  return `${processors.length} × ${processors[0]?.model.trim() ?? 'a processor'}, ${gib} GiB, ${system}, Node ${process.versions.node}`;
}
