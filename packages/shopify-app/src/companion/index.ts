export { call, type ApiRequest } from './call.ts';
export { CompanionError, type CompanionErrorCode } from './errors.ts';
export { known } from './known.ts';
export { resumeSending } from './pause.ts';
export { send, type Sent } from './send.ts';
