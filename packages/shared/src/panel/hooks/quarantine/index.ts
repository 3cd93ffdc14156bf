export { useFocusAfter } from './useFocusAfter.ts';
export { useKeptCounts } from './useKeptCounts.ts';
export { useKeptEvents, type KeptEvents, type KeptVerdict } from './useKeptEvents.ts';
export { useRules, type RulesDraft } from './useRules.ts';
export { useScreening } from './useScreening.ts';
