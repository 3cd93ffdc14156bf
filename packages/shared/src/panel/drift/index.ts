export { type Drift, findDrift } from './drift.ts';
