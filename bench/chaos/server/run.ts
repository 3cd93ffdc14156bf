import { sql } from 'kysely';
import { openStoreAsItIs } from '../../../packages/server/src/store/open.ts';
import { createFindings, type Findings } from '../lib/findings.ts';
import { createFleet, type Fleet } from '../lib/fleet.ts';
import type { Random } from '../lib/random.ts';
import { runRounds, type RoundsPlan } from './rounds.ts';
import { startSenders } from './senders.ts';
import { apiClient, chaosEnv, operatorToken, type Place, setUp } from './setup.ts';
import { untilSettled } from './settle.ts';
import { startVendors } from './vendors.ts';
import { type Figure, FIGURES, verifyIntegrity, verifyNothingStuck, verifyStore } from './verify.ts';
import { verifyEffects, verifyOrder, verifyUncertain } from './verify-vendors.ts';

export interface RunPlan extends Pick<RoundsPlan, 'rounds' | 'sizeOf' | 'say'> {
  /** Named in findings: `sqlite`, `postgres`, … */
  where: string;
  place: Place;
  random: Random;
  strike: (fleet: Fleet, count: number) => Promise<void>;
}

export interface RunResult {
  findings: Findings<Figure>;
  /** Strikes in the middle of the load. */
  struck: number;
  acknowledged: number;
  resent: number;
  /** Attempts that never learned their outcome, because their server died. */
  cutOff: number;
  uncertain: number;
  faults: Map<string, number>;
}

/** One store from its first start to its last check: set up, load, strikes, rest, verification. */
export async function runOnStore(plan: RunPlan): Promise<RunResult> {
  const { random, place, say } = plan;
  const findings = createFindings<Figure>(FIGURES, plan.where);
  const vendors = await startVendors(random.fork('vendors'));
  const fleet = createFleet(chaosEnv(place), random.fork('fleet'));
  try {
    const token = await operatorToken(place);
    await fleet.raise(1);
    const site = await setUp(urlOf(fleet), token, vendors);
    const senders = await startSenders({ site, random: random.fork('senders'), anyUrl: fleet.anyUrl, channels: vendors.slack.channels });
    await runRounds(fleet, senders, { ...plan, random: random.fork('rounds'), strike: (count) => plan.strike(fleet, count) });

    vendors.calm();
    await fleet.raise(plan.sizeOf(plan.rounds));
    await senders.finish();
    const store = await openStoreAsItIs({ databaseUrl: place.databaseUrl, sqliteFile: `${place.dataDir}/handoff.sqlite` });
    try {
      const client = apiClient(urlOf(fleet), token);
      await untilSettled(store, client, site.workspaceId, say);
      const deliveries = await verifyStore(store, senders, findings);
      verifyEffects(vendors, senders, deliveries, findings);
      verifyOrder(vendors.deeds, findings);
      const uncertain = await verifyUncertain({ store, client, ...site, deeds: vendors.deeds, senders, deliveries }, findings);
      await verifyNothingStuck(store, findings);
      await fleet.stop();
      await verifyIntegrity(store, findings);
      const { rows } = await sql<{ n: number }>`select count(*) as n from attempts where outcome = 'started'`.execute(store.db);
      return {
        findings,
        struck: plan.rounds,
        acknowledged: senders.acknowledged.length,
        resent: senders.resent(),
        cutOff: rows[0]?.n ?? 0,
        uncertain,
        faults: vendors.faults(),
      };
    } finally {
      await store.close();
    }
  } finally {
    await fleet.stop();
    await vendors.close();
  }
}

function urlOf(fleet: Fleet): string {
  const url = fleet.anyUrl();
  if (url === undefined) throw new Error('No server runs.');
  return url;
}
