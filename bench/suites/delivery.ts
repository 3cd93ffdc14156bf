import type { Measured } from '../lib/checks.ts';
import { startServer } from '../lib/children.ts';
import type { Kit } from '../lib/kit.ts';
import { startOutside } from '../lib/outside-client.ts';
import { seed, serverEnv } from '../lib/seed.ts';
import { percentile, round } from '../lib/stats.ts';

const PATH = '/v1/events';
/** Events that may be under way at once. Well above what is in flight, well below what would hide a growing backlog. */
const WINDOW = 500;
const SUSTAINED = { warmSeconds: 4, seconds: 15 };
const PACED = { perSecond: 100, warmSeconds: 3, seconds: 15 };
/** More than can be sent in the time. */
const MESSAGES = 60_000;

/** The whole way on SQLite with the worker in the same process: signed post, screening, mapping, signed call to a local receiver. */
export async function measureDelivery(kit: Kit): Promise<Measured[]> {
  const outside = startOutside();
  const dataDir = await kit.scratch();
  const { url: receiverUrl } = await outside.tell({ do: 'receive' });
  const site = await seed({ dataDir, receiverUrl });
  const server = await startServer(kit.build.cli('serve'), serverEnv({ dataDir }));
  try {
    const where = { url: server.url, path: PATH };
    const paced = await outside.tell({ do: 'pace', ...where, ...PACED, run: 'pace', sourceId: site.sourceId, secretKey: site.secretKey });
    const at = (share: number) => Math.round(percentile(paced.latencies, share));
    kit.say(`  accept to delivery at ${PACED.perSecond}/s: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms`);

    await outside.tell({ do: 'sign', count: MESSAGES, run: 'flow', sourceId: site.sourceId, secretKey: site.secretKey });
    const flow = await outside.tell({ do: 'flow', ...where, ...SUSTAINED, concurrency: 64, window: WINDOW });
    kit.say(
      `  end to end: ${Math.round(flow.perSecond)} events/s; ${flow.sent} sent, ${flow.distinct} delivered, ${flow.received - flow.distinct} twice`,
    );
    if (flow.distinct !== flow.sent) throw new Error(`${flow.sent} events were accepted, ${flow.distinct} delivered.`);

    return [
      {
        name: 'end_to_end_events_per_s',
        value: Math.round(flow.perSecond),
        unit: 'events/s',
        note: `over ${SUSTAINED.seconds} s; under way ${flow.outstandingBefore} at the start, ${flow.outstandingAfter} at the end`,
      },
      {
        name: 'accept_to_delivery_p95_ms',
        value: round(percentile(paced.latencies, 0.95), 0),
        unit: 'ms',
        note: `from sending to receiving; p50 ${at(0.5)}, p99 ${at(0.99)}, ${paced.latencies.length} events at ${PACED.perSecond}/s`,
      },
    ];
  } finally {
    await server.stop();
    await outside.stop();
  }
}
