import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Measured } from '../lib/checks.ts';
import { startServer } from '../lib/children.ts';
import type { Kit } from '../lib/kit.ts';
import { residentMiB } from '../lib/memory.ts';
import { startOutside } from '../lib/outside-client.ts';
import { prebuiltStore } from '../lib/prebuilt.ts';
import { setReceiver, serverEnv, type Seeded } from '../lib/seed.ts';
import { median, round } from '../lib/stats.ts';

const FINISHED = 1_000_000;
const STARTS = 5;
const IDLE_MS = 10_000;
const SAMPLE_MS = 250;
const LOAD = { concurrency: 64, window: 500, warmSeconds: 2, seconds: 18 };
const MESSAGES = 60_000;

/** What a server process needs on a store with a million finished deliveries: time to start, memory at rest and under load. */
export async function measureFootprint(kit: Kit): Promise<Measured[]> {
  const { dataDir, site } = await prebuiltStore(kit, { finished: FINISHED, held: 0 });
  const outside = startOutside();
  try {
    const { url } = await outside.tell({ do: 'receive' });
    await setReceiver(dataDir, site, url);
    const starts: number[] = [];
    for (let start = 0; start < STARTS; start += 1) starts.push(await timeStart(kit, dataDir));
    kit.say(`  cold starts: ${starts.map((ms) => `${Math.round(ms)} ms`).join(', ')}`);
    const { size } = await stat(join(dataDir, 'handoff.sqlite'));
    return [
      {
        name: 'disk_kb_per_event',
        value: round(size / FINISHED / 1000, 1),
        unit: 'kB',
        note: 'with one delivery, its attempt and all indexes',
      },
      {
        name: 'cold_start_ms',
        value: Math.round(median(starts)),
        unit: 'ms',
        note: `${STARTS} starts, ${Math.round(Math.min(...starts))} to ${Math.round(Math.max(...starts))}; process start to the first answer of /health`,
      },
      ...(await measureMemory(kit, dataDir, site, outside)),
    ];
  } finally {
    await outside.stop();
  }
}

async function timeStart(kit: Kit, dataDir: string): Promise<number> {
  const started = performance.now();
  const server = await startServer(kit.build.cli('serve'), serverEnv({ dataDir }));
  try {
    const answer = await fetch(`${server.url}/health`);
    if (!answer.ok) throw new Error(`/health answered ${answer.status}.`);
    return performance.now() - started;
  } finally {
    await server.stop();
  }
}

async function measureMemory(kit: Kit, dataDir: string, site: Seeded, outside: ReturnType<typeof startOutside>): Promise<Measured[]> {
  const { sourceId, secretKey } = site;
  await outside.tell({ do: 'sign', count: MESSAGES, run: 'memory', sourceId, secretKey });
  const server = await startServer(kit.build.cli('serve'), serverEnv({ dataDir }));
  try {
    await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
    const idle = await residentMiB(server);
    const samples: number[] = [];
    const sampling = setInterval(() => void residentMiB(server).then((size) => samples.push(size)), SAMPLE_MS);
    const { perSecond } = await outside
      .tell({ do: 'flow', url: server.url, path: '/v1/events', ...LOAD })
      .finally(() => clearInterval(sampling));
    const peak = Math.max(...samples);
    kit.say(`  memory: ${round(idle, 1)} MiB idle, ${round(peak, 1)} MiB at ${Math.round(perSecond)} events/s`);
    return [
      { name: 'memory_idle_mb', value: round(idle, 1), unit: 'MiB', note: `resident, ${IDLE_MS / 1000} s after the start` },
      {
        name: 'memory_loaded_mb',
        value: round(peak, 1),
        unit: 'MiB',
        note: `highest of ${samples.length} samples at ${Math.round(perSecond)} events/s end to end; median ${round(median(samples), 1)}`,
      },
    ];
  } finally {
    await server.stop();
  }
}
