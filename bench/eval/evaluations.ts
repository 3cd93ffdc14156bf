import type { Goals, Measured } from '../lib/checks.ts';
import { evaluateIdentity } from './identity.ts';
import { evaluateSpam } from './spam.ts';
import { evaluateSuggest } from './suggest.ts';

/** What an evaluation gets: labelled data to judge by, and, where it trains anything, data to train on. */
export interface EvaluationInput {
  data: string;
  train: string | undefined;
  say: (text: string) => void;
}

export interface Evaluated {
  measured: Measured[];
  goals: Goals;
  /** For people: intervals, what was left out, what is weak. */
  notes: string[];
}

export type Evaluation = (input: EvaluationInput) => Promise<Evaluated>;

/** Every evaluation by its name: one file and one line each. */
export const evaluations: Record<string, Evaluation> = {
  identity: evaluateIdentity,
  spam: evaluateSpam,
  suggest: evaluateSuggest,
};
