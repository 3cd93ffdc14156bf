import type { Goals, Measured } from '../lib/checks.ts';
import { replicasChaos } from './replicas/index.ts';
import { serverChaos } from './server/index.ts';
import { shopifyChaos } from './shopify/index.ts';
import { wordpressChaos } from './wordpress/index.ts';

export interface ChaosOptions {
  seed: number;
  /** Rounds on each engine. */
  rounds: number;
  /** Progress, for people; goes to standard error. */
  say: (text: string) => void;
}

/** What a scenario measured, and the goals it has to meet; what could not be run here has no goal, but a note. */
export interface ChaosResult {
  measured: Measured[];
  goals: Goals;
  notes: string[];
}

export type Chaos = (options: ChaosOptions) => Promise<ChaosResult>;

/** By name; the empty name is what `npm run chaos` runs. */
export const scenarios: Record<string, Chaos> = { '': serverChaos, wp: wordpressChaos, shopify: shopifyChaos, replicas: replicasChaos };
