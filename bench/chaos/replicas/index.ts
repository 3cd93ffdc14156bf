import { setTimeout as pause } from 'node:timers/promises';
import { openStoreAsItIs } from '../../../packages/server/src/store/open.ts';
import type { Goals, Measured } from '../../lib/checks.ts';
import { createFindings, type Findings } from '../lib/findings.ts';
import type { ChaosOptions, ChaosResult } from '../scenarios.ts';
import { markText } from '../server/marks.ts';
import { untilSettled } from '../server/settle.ts';
import { type Figure, FIGURES, verifyIntegrity, verifyNothingStuck, verifyStore } from '../server/verify.ts';
import { verifyEffects, verifyOrder, verifyUncertain } from '../server/verify-vendors.ts';
import { type Act, acts } from './acts.ts';
import { type Scene, setScene } from './scene.ts';

const GOALS: Goals = {
  ...Object.fromEntries(FIGURES.map((figure) => [figure, '== 0'])),
  recovery_s: '<= 30',
  acts: `>= ${acts.length}`,
  acknowledged_events: '>= 1000',
  errors_while_restarting: '== 0',
  memory_peak_mb: '<= 350',
};
const PASSES = 2;
/** Between two acts all is well for a while. */
const CALM_MS = 3000;
const LOOK_EVERY_MS = 250;
/** After this long an act counts as one that nothing recovered from. */
const HOPELESS_MS = 120_000;

interface Played {
  name: string;
  recoverySeconds: number;
  /** What senders were answered during it, but for 202. */
  errors: Map<string, number>;
}

/** Restarts, a database that goes and comes, kills and cut lines, under a steady stream to two servers behind nginx. */
export async function replicasChaos({ seed, rounds, say }: ChaosOptions): Promise<ChaosResult> {
  const findings = createFindings<Figure>(FIGURES, 'replicas');
  const scene = await setScene(seed);
  if ('notRun' in scene) return { measured: [], goals: GOALS, notes: [`Not run: ${scene.notRun}.`] };
  const played: Played[] = [];
  try {
    await pause(CALM_MS);
    for (let pass = 1; pass <= Math.min(rounds, PASSES); pass += 1) {
      for (const act of acts) {
        const result = await playOne(act, scene);
        played.push(result);
        const errors = [...result.errors].map(([answer, count]) => `${count} × ${answer}`).join(', ');
        say(`  ${act.name}: all well after ${result.recoverySeconds} s; answers other than 202: ${errors === '' ? 'none' : errors}`);
        await pause(CALM_MS);
      }
    }
    await scene.senders.finish();
    await verify(scene, findings, say);
  } catch (error) {
    findings.add('lost', `the run broke off: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  } finally {
    await scene.close();
  }
  for (const figure of FIGURES) for (const line of findings.list(figure).slice(0, 20)) say(`${figure}: ${line}`);
  return { measured: measure(scene, played, findings), goals: GOALS, notes: [tell(scene, played)] };
}

async function playOne(act: Act, scene: Scene): Promise<Played> {
  const before = new Map(scene.senders.answers);
  await act.play(scene);
  const since = performance.now();
  await allWell(scene, since);
  const recoverySeconds = Math.round((performance.now() - since) / 100) / 10;
  const errors = [...scene.senders.answers]
    .map(([answer, count]): [string, number] => [answer, count - (before.get(answer) ?? 0)])
    .filter(([answer, count]) => count > 0 && !answer.startsWith('202'));
  return { name: act.name, recoverySeconds, errors: new Map(errors) };
}

/** Every server is ready, and an event sent from now on was accepted through nginx and has arrived at the vendor. */
async function allWell({ replicas, senders, vendors }: Scene, since: number): Promise<void> {
  const until = async (holds: () => boolean | Promise<boolean>) => {
    while (!(await holds())) {
      if (performance.now() - since > HOPELESS_MS) throw new Error(`It did not recover within ${HOPELESS_MS / 1000} s.`);
      await pause(LOOK_EVERY_MS);
    }
  };
  for (const replica of replicas) await until(replica.ready);
  const mark = markText(await senders.sendOne());
  await until(() => vendors.deeds.some((deed) => deed.vendor === 'hook' && markText(deed.mark) === mark));
}

/** Lets everything come to rest and holds all that is known against each other. */
async function verify(scene: Scene, findings: Findings<Figure>, say: (text: string) => void): Promise<void> {
  const { senders, vendors, client, workspaceId } = scene;
  const store = await openStoreAsItIs({ databaseUrl: scene.databaseUrl, sqliteFile: '' });
  try {
    await untilSettled(store, client, workspaceId, say);
    const deliveries = await verifyStore(store, senders, findings);
    verifyEffects(vendors, senders, deliveries, findings);
    verifyOrder(vendors.deeds, findings);
    await verifyUncertain({ store, client, workspaceId, deeds: vendors.deeds, senders, deliveries }, findings);
    await verifyNothingStuck(store, findings);
    await Promise.all(scene.replicas.map((replica) => replica.stop()));
    await verifyIntegrity(store, findings);
  } finally {
    await store.close();
  }
}

function measure(scene: Scene, played: readonly Played[], findings: Findings<Figure>): Measured[] {
  const worst = played.toSorted((a, b) => b.recoverySeconds - a.recoverySeconds)[0];
  const restarts = played.filter(({ name }) => name.includes('restarted') && name.includes('server'));
  return [
    ...FIGURES.map((figure) => ({ name: figure, value: findings.count(figure), unit: 'findings' })),
    {
      name: 'recovery_s',
      value: worst?.recoverySeconds ?? null,
      unit: 's',
      ...(worst === undefined ? {} : { note: `worst: ${worst.name}` }),
    },
    { name: 'acts', value: played.length, unit: 'acts' },
    { name: 'acknowledged_events', value: scene.senders.acknowledged.length, unit: 'events' },
    {
      name: 'errors_while_restarting',
      value: errorsIn(restarts),
      unit: 'answers',
      note: 'what senders saw of servers that were told to stop',
    },
    { name: 'memory_peak_mb', value: Math.round(Math.max(...scene.replicas.map((replica) => replica.peakMiB()))), unit: 'MiB' },
  ];
}

function errorsIn(played: readonly Played[]): number {
  return played.flatMap(({ errors }) => [...errors.values()]).reduce((sum, count) => sum + count, 0);
}

/** How much it had to bear. */
function tell({ senders }: Scene, played: readonly Played[]): string {
  const all = [...senders.answers.values()].reduce((sum, count) => sum + count, 0);
  const share = all === 0 ? 0 : Math.round((1000 * errorsIn(played)) / all) / 10;
  const repeats = senders.answers.get('202 repeat') ?? 0;
  return `${all} answers, ${share} % of them not 202; ${senders.resent()} requests sent again, ${repeats} of them known as repeats.`;
}
