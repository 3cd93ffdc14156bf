export { capture, captureHeld } from './capture.ts';
export { type Hold, HoldLost, holdShop } from './hold.ts';
export { recordOf } from './record-of.ts';
export { CaptureBusy, type Captured, type How, isOptOut, type Item } from './types.ts';
