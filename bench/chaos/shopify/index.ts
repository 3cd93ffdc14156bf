import { setTimeout as sleep } from 'node:timers/promises';
import type { Goals } from '../../lib/checks.ts';
import { createFindings } from '../lib/findings.ts';
import { createRandom, type Random } from '../lib/random.ts';
import type { ChaosOptions, ChaosResult } from '../scenarios.ts';
import { change, givePast, placeOrder } from './acts.ts';
import { comeToRest, deliverAll } from './rest.ts';
import { openScene, type Scene } from './scene.ts';
import { FIGURES, verify } from './verify.ts';

const ORDERS = 2000;
const PAST = { customers: 200, orders: 300 };
const CHANGES_PER_ORDER = 0.6;
/** How often each happens to a try to deliver a webhook; what is dropped, Shopify never tries again. */
const WEATHER = { drop: 0.12, unreachable: 0.08, answer_lost: 0.06, duplicate: 0.1, delay: 0.15 };
/** One round in so many is left in peace. */
const PEACE_EVERY = 4;
const LONGEST_UNTIL_KILL_MS = 1500;
const FINDINGS_SHOWN = 20;

const GOALS: Goals = {
  ...Object.fromEntries(FIGURES.map((figure) => [figure, '== 0'])),
  orders: `>= ${ORDERS}`,
  changes: '>= 1000',
  kills: '>= 10',
  dropped_webhooks: '>= 500',
  found_by_reconciliation: '>= 100',
};

/**
 * `npm run chaos -- shopify`: a real server process with the Shopify app, paired with a shop at a fake Shopify that loses,
 * doubles, holds back and reorders webhooks, while the shop's past is imported, while orders and customers change, and while
 * the server is killed. In the end, after one reconciliation, the CRM behind it must say exactly what the shop says.
 */
export async function shopifyChaos({ seed, rounds, say }: ChaosOptions): Promise<ChaosResult> {
  const random = createRandom(seed);
  const findings = createFindings(FIGURES, 'shopify');
  const scene = await openScene(seed, (shop, now) => givePast(shop, random, now, PAST));
  const counts = { orders: 0, changes: 0, kills: 0 };
  const peaceful = random.whole(0, PEACE_EVERY - 1);
  try {
    scene.fake.post.setWeather(WEATHER);
    await scene.panel('startImport', { body: { mode: 'live' } });
    for (let round = 1; round <= rounds; round += 1) {
      const dies = round % PEACE_EVERY !== peaceful;
      await playRound(scene, random.fork(`round ${round}`), { orders: Math.ceil(ORDERS / rounds), dies }, counts);
      say(`round ${round}/${rounds}: ${counts.orders} orders, ${counts.changes} changes, ${counts.kills} kills`);
    }
    say('Shopify delivers what it still tries …');
    await deliverAll(scene);
    await comeToRest(scene);
    say('comparing …');
    scene.fake.post.setWeather({});
    const { id } = await scene.panel('startReconciliation', {});
    await comeToRest(scene);
    const { items } = await scene.panel('listJobs', {});
    const found = items.filter(({ kind }) => kind === 'reconcile').reduce((sum, { captured }) => sum + captured, 0);
    say(items.find((job) => job.id === id)?.message ?? '');
    await verify(scene, findings.add);
    const dropped = scene.fake.post.log.filter(({ outcome }) => outcome === 'dropped' || outcome === 'given_up').length;
    for (const figure of FIGURES) for (const finding of findings.list(figure).slice(0, FINDINGS_SHOWN)) say(`${figure}: ${finding}`);
    return {
      measured: [
        ...FIGURES.map((name) => ({ name, value: findings.count(name), unit: 'findings' })),
        { name: 'orders', value: counts.orders, unit: 'orders', note: `and ${PAST.orders} of before the app came` },
        { name: 'changes', value: counts.changes, unit: 'changes' },
        { name: 'kills', value: counts.kills, unit: 'kills' },
        { name: 'dropped_webhooks', value: dropped, unit: 'webhooks', note: `of ${scene.fake.post.log.length} tries` },
        { name: 'found_by_reconciliation', value: found, unit: 'events' },
      ],
      goals: GOALS,
      notes: [],
    };
  } finally {
    await scene.close();
  }
}

interface Counts {
  orders: number;
  changes: number;
  kills: number;
}

/** Things happen in the shop and are delivered, and somewhere in the middle the server may die. */
async function playRound(scene: Scene, random: Random, round: { orders: number; dies: boolean }, counts: Counts): Promise<void> {
  const { shop } = scene.fake;
  const dying = round.dies ? dieSoon(scene, random.between(0, LONGEST_UNTIL_KILL_MS)) : undefined;
  for (let order = 0; order < round.orders; order += 1) {
    placeOrder(shop, random);
    counts.orders += 1;
    while (random.chance(CHANGES_PER_ORDER / (1 + CHANGES_PER_ORDER))) {
      change(shop, random);
      counts.changes += 1;
    }
    if (random.chance(0.1)) {
      await scene.fake.deliverDue();
      await scene.pass(random.between(100, 30_000));
    }
  }
  await scene.fake.deliverDue();
  await dying;
  if (round.dies) counts.kills += 1;
  await scene.pass(random.between(1000, 120_000));
  await scene.fake.deliverDue();
}

async function dieSoon(scene: Scene, after: number): Promise<void> {
  await sleep(after);
  await scene.kill();
}
