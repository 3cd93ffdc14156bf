import type { DestinationDefinition } from '../../destinations/kit/types.ts';
import type { Clock } from '../../observe/clock.ts';
import type { Keyring } from '../../secrets/keyring.ts';
import type { Store } from '../../store/store.ts';

/** What the verbs about connections work with. */
export interface ConnectionParts {
  store: Store;
  keyring: Keyring;
  clock: Clock;
  destinations: Record<string, DestinationDefinition>;
  config: { allowBaseUrlOverride: boolean };
}
