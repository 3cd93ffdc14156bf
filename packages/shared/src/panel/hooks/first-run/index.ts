export { useLiveFlows } from './useLiveFlows.ts';
export { useRunHereToo } from './useRunHereToo.ts';
export { useSuggestedFlow } from './useSuggestedFlow.ts';
export { useWatchedTest, type WatchedTest } from './useWatchedTest.ts';
