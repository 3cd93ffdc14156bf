import type { CredentialParts } from '../../delivery/credentials.ts';
import type { DestinationDefinition } from '../../destinations/kit/types.ts';
import type { Tracing } from '../../observe/tracing.ts';

/** What the verbs about connections work with. */
export interface ConnectionParts extends CredentialParts {
  destinations: Record<string, DestinationDefinition>;
  tracing?: Tracing | undefined;
}
