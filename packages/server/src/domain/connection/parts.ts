import type { CredentialParts } from '../../delivery/credentials.ts';
import type { DestinationDefinition } from '../../destinations/kit/types.ts';

/** What the verbs about connections work with. */
export interface ConnectionParts extends CredentialParts {
  destinations: Record<string, DestinationDefinition>;
}
