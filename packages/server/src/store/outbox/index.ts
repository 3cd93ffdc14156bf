export { acceptEvents, type Accepted, type NewEvent } from './accept.ts';
export { claim, type Claimed, type ClaimRequest, type DeliveryRow } from './claim.ts';
export { hold, release, type Hold } from './hold.ts';
export { enterLanes, leaveLanes } from './lanes.ts';
export { type Limit, takeTokens } from './limits.ts';
export { readyConnections, workspacesWithReceived } from './ready.ts';
export { reclaimExpired } from './reclaim.ts';
export { settle, releaseSteps, type Outcome } from './settle.ts';
export { startAttempts, type StartedAttempt } from './start.ts';
