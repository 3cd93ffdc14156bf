export { useTestEvent } from './useTestEvent.ts';
export { useTurnOn } from './useTurnOn.ts';
