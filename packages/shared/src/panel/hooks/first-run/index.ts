export { useLiveFlows } from './useLiveFlows.ts';
export { useRunHereToo } from './useRunHereToo.ts';
export { useSuggestedFlow } from './useSuggestedFlow.ts';
export { useTestEvent } from './useTestEvent.ts';
export { useWatchedTest, type WatchedTest } from './useWatchedTest.ts';
