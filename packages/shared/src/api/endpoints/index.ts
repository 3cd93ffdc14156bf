import { connectionsEndpoints } from './connections.ts';
import { eventsEndpoints } from './events.ts';
import { flowsEndpoints } from './flows.ts';
import { identityEndpoints } from './identity.ts';
import { ingestEndpoints } from './ingest.ts';
import { peopleEndpoints } from './people.ts';
import { screeningEndpoints } from './screening.ts';
import { sourcesEndpoints } from './sources.ts';
import { suggestEndpoints } from './suggest.ts';
import { subscriptionsEndpoints } from './subscriptions.ts';
import { workspacesEndpoints } from './workspaces.ts';

/** Every route of the API, by its operation's name. */
export const endpoints = {
  ...ingestEndpoints,
  ...workspacesEndpoints,
  ...sourcesEndpoints,
  ...connectionsEndpoints,
  ...flowsEndpoints,
  ...eventsEndpoints,
  ...subscriptionsEndpoints,
  ...peopleEndpoints,
  ...suggestEndpoints,
  ...identityEndpoints,
  ...screeningEndpoints,
};

export type EndpointName = keyof typeof endpoints;
