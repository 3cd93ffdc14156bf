export { type About, aboutEvent } from './about.ts';
export { canReplayDelivery, type DeliveryChain, deliveryChains } from './deliveries.ts';
export { exportEvents } from './export.ts';
export { type ActivityFilter, filterQuery, isFiltered, waitingBelongs } from './filter.ts';
export { screeningOf, type Thresholds, wouldBe } from './observed.ts';
export { canMark, canRelease, canReplay } from './possible.ts';
export { type Replayed, replayReport, type ReplayReport } from './replay-report.ts';
export { afterLook, type Snapshot } from './snapshot.ts';
export { type Message, messageOf, type SubmittedField, submittedParts, type SubmittedPart } from './submitted.ts';
