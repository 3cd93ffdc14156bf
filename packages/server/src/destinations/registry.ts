import type { DestinationDefinition } from './kit/types.ts';

/** Every destination this server knows, by type. A new one adds its folder, one import and one line here. */
export const destinations: Record<string, DestinationDefinition> = {
};
