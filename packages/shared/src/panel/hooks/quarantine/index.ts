export { useChangedCopies } from './useChangedCopies.ts';
export { useFocusAfter } from './useFocusAfter.ts';
export { useKeptCounts } from './useKeptCounts.ts';
export { useKeptEvents, type KeptEvents, type KeptListing, type KeptVerdict } from './useKeptEvents.ts';
export { useLearned } from './useLearned.ts';
export { useRules, type RulesDraft } from './useRules.ts';
export { useSamePersons, type Decided, type SamePersons } from './useSamePersons.ts';
export { useThresholds, type ThresholdsDraft } from './useThresholds.ts';
export { useScreening } from './useScreening.ts';
