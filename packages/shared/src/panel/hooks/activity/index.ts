export type { ActivityLine, Waiting, WaitingRow } from './types.ts';
export { useEvent } from './useEvent.ts';
export { useExport } from './useExport.ts';
export { useFailedDeliveries } from './useFailedDeliveries.ts';
export { useFlowsFor } from './useFlowsFor.ts';
export { useKept } from './useKept.ts';
export { useLines, type Lines } from './useLines.ts';
export { useNames, type Names } from './useNames.ts';
export { usePages, type Pages } from './usePages.ts';
export { useSources } from './useSources.ts';
export {
  replayOfEvents,
  useConfirmArrival,
  useGiveUp,
  useMark,
  useRelease,
  useReplay,
  useUnmark,
  type Released,
  type ReplayOptions,
  type ReplayResult,
  type ReplayTarget,
} from './work.ts';
