import type { CredentialParts } from '../../delivery/credentials.ts';
import type { DestinationDefinition } from '../../destinations/kit/types.ts';
import type { Clock } from '../../observe/clock.ts';
import type { Store } from '../../store/store.ts';

/** What the verbs about flows work with. */
export interface FlowParts {
  store: Store;
  clock: Clock;
  destinations: Record<string, DestinationDefinition>;
}

/** The same for verbs that also ask or tell a destination something. */
export interface CallingParts extends FlowParts, CredentialParts {}
