import type { Client } from '@handoff/shared/api';
import { sql } from 'kysely';
import { openStoreAsItIs } from '../../../packages/server/src/store/open.ts';
import { createFindings, type Findings } from '../lib/findings.ts';
import { createFleet, type Fleet } from '../lib/fleet.ts';
import type { Random } from '../lib/random.ts';
import { runRounds, type RoundsPlan } from './rounds.ts';
import { type Senders, startSenders } from './senders.ts';
import { apiClient, chaosEnv, operatorToken, type Place, setUp } from './setup.ts';
import { untilSettled } from './settle.ts';
import { startVendors, type Vendors } from './vendors.ts';
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

/**
 * One store from its first start to its last check: set up, load, strikes, rest, verification. A run that cannot go on
 * (a server that does not start again on its data) is a finding as well: what was acknowledged cannot be reached.
 */
export async function runOnStore(plan: RunPlan): Promise<RunResult> {
  const { random, place } = plan;
  const vendors = await startVendors(random.fork('vendors'));
  const fleet = createFleet(chaosEnv(place), random.fork('fleet'));
  const findings = createFindings<Figure>(FIGURES, plan.where);
  const result: RunResult = { findings, struck: 0, acknowledged: 0, resent: 0, cutOff: 0, uncertain: 0, faults: new Map() };
  let senders: Senders | undefined;
  try {
    const token = await operatorToken(place);
    await fleet.raise(1);
    const site = await setUp(urlOf(fleet), token, vendors);
    senders = await startSenders({ site, random: random.fork('senders'), anyUrl: fleet.anyUrl, channels: vendors.slack.channels });
    const strike = async (count: number) => {
      await plan.strike(fleet, count);
      result.struck += 1;
    };
    await runRounds(fleet, senders, { ...plan, random: random.fork('rounds'), strike });
    vendors.calm();
    await fleet.raise(plan.sizeOf(plan.rounds));
    await senders.finish();
    await verify({ plan, fleet, vendors, senders, client: apiClient(urlOf(fleet), token), workspaceId: site.workspaceId }, result);
  } catch (error) {
    findings.add('lost', `the run broke off: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  } finally {
    senders?.abandon();
    await fleet.stop();
    await vendors.close();
  }
  return { ...result, acknowledged: senders?.acknowledged.length ?? 0, resent: senders?.resent() ?? 0, faults: vendors.faults() };
}

interface Finished {
  plan: RunPlan;
  fleet: Fleet;
  vendors: Vendors;
  senders: Senders;
  client: Client;
  workspaceId: string;
}

/** Lets everything come to rest and holds all that is known against each other. */
async function verify({ plan, fleet, vendors, senders, client, workspaceId }: Finished, result: RunResult): Promise<void> {
  const { findings } = result;
  const { place } = plan;
  const store = await openStoreAsItIs({ databaseUrl: place.databaseUrl, sqliteFile: `${place.dataDir}/handoff.sqlite` });
  try {
    await untilSettled(store, client, workspaceId, plan.say);
    const deliveries = await verifyStore(store, senders, findings);
    verifyEffects(vendors, senders, deliveries, findings);
    verifyOrder(vendors.deeds, findings);
    result.uncertain = await verifyUncertain({ store, client, workspaceId, deeds: vendors.deeds, senders, deliveries }, findings);
    await verifyNothingStuck(store, findings);
    await fleet.stop();
    await verifyIntegrity(store, findings);
    const { rows } = await sql<{ n: number }>`select count(*) as n from attempts where outcome = 'started'`.execute(store.db);
    result.cutOff = rows[0]?.n ?? 0;
  } finally {
    await store.close();
  }
}

function urlOf(fleet: Fleet): string {
  const url = fleet.anyUrl();
  if (url === undefined) throw new Error('No server runs.');
  return url;
}
