import type { Goals } from '../../lib/checks.ts';
import { createFindings } from '../lib/findings.ts';
import { createRandom, type Random } from '../lib/random.ts';
import type { ChaosOptions, ChaosResult } from '../scenarios.ts';
import { type Act, ACTS, FLOOD, FLOODED } from './acts.ts';
import { openScene, type Scene, settle } from './scene.ts';
import { verify } from './verify.ts';

const FIGURES = ['lost', 'doubled', 'forms_failed', 'sent_by_copy', 'contract_violations', 'php_complaints'] as const;
export type Figure = (typeof FIGURES)[number];
const GOALS: Goals = {
  ...Object.fromEntries(FIGURES.map((figure) => [figure, '== 0'])),
  acts: '>= 25',
  visitors: '>= 100',
  spoiled_posts: '>= 20',
};
const FINDINGS_SHOWN = 20;

/**
 * `npm run chaos -- wp`: a real WordPress 6.8 behind php-fpm and a real server, with everything going wrong between and in
 * them, one act after the other in an order the seed says. In the end everyone whom the site answered must have arrived.
 */
export async function wordpressChaos({ seed, say }: ChaosOptions): Promise<ChaosResult> {
  const random = createRandom(seed);
  const findings = createFindings(FIGURES, 'wordpress');
  const scene = await openScene({ fpm: true });
  try {
    // The flood last: what it leaves in the lists makes each later look at them slow.
    for (const act of [...inSomeOrder(ACTS, random), FLOOD]) {
      say(`${act.title} …`);
      await play(scene, act, random, findings.add);
    }
    say('looking at what arrived …');
    await verify(scene, FLOODED, findings.add);
    for (const name of scene.failed) findings.add('forms_failed', `${name} got no good answer to their comment`);
    for (const report of await scene.site.complaints()) findings.add('php_complaints', report);
  } finally {
    await scene.close();
  }
  for (const figure of FIGURES) for (const finding of findings.list(figure).slice(0, FINDINGS_SHOWN)) say(`${figure}: ${finding}`);
  return {
    measured: [
      ...FIGURES.map((name) => ({ name, value: findings.count(name), unit: 'findings' })),
      { name: 'acts', value: ACTS.length + 1, unit: 'acts' },
      { name: 'visitors', value: scene.expected.size, unit: 'visitors', note: `and ${FLOODED} events from a queue` },
      { name: 'spoiled_posts', value: scene.proxy.spoiled(), unit: 'requests' },
    ],
    goals: GOALS,
    notes: [],
  };
}

/** An act that cannot be played to its end, or that the site does not get over, is a finding; the others are played all the same. */
async function play(scene: Scene, act: Act, random: Random, add: (figure: Figure, finding: string) => void): Promise<void> {
  try {
    await act.run(scene, random);
    await settle(scene);
  } catch (error) {
    add('lost', `after "${act.title}": ${error instanceof Error ? error.message : String(error)}`);
    scene.proxy.weather = 'pass';
    scene.proxy.clear();
  }
}

function inSomeOrder(acts: readonly Act[], random: Random): Act[] {
  return acts
    .map((act) => ({ act, at: random.next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ act }) => act);
}
