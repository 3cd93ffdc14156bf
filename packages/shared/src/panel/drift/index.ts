export { driftWords } from './drift-words.ts';
export { type Drift, findDrift } from './drift.ts';
