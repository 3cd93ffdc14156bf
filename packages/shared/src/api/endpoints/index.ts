import { alertingEndpoints } from './alerting.ts';
import { accessEndpoints } from './access.ts';
import { connectionsEndpoints } from './connections.ts';
import { consoleEndpoints } from './console.ts';
import { eventsEndpoints } from './events.ts';
import { flowsEndpoints } from './flows.ts';
import { healthEndpoints } from './health.ts';
import { identityEndpoints } from './identity.ts';
import { ingestEndpoints } from './ingest.ts';
import { mapEndpoints } from './map.ts';
import { membersEndpoints } from './members.ts';
import { peopleEndpoints } from './people.ts';
import { privacyEndpoints } from './privacy.ts';
import { screeningEndpoints } from './screening.ts';
import { screeningServicesEndpoints } from './screening-services.ts';
import { sourcesEndpoints } from './sources.ts';
import { suggestEndpoints } from './suggest.ts';
import { subscriptionsEndpoints } from './subscriptions.ts';
import { workspacesEndpoints } from './workspaces.ts';

/** Every route of the API, by its operation's name. */
export const endpoints = {
  ...ingestEndpoints,
  ...workspacesEndpoints,
  ...healthEndpoints,
  ...membersEndpoints,
  ...accessEndpoints,
  ...consoleEndpoints,
  ...sourcesEndpoints,
  ...connectionsEndpoints,
  ...flowsEndpoints,
  ...alertingEndpoints,
  ...mapEndpoints,
  ...eventsEndpoints,
  ...subscriptionsEndpoints,
  ...peopleEndpoints,
  ...privacyEndpoints,
  ...suggestEndpoints,
  ...identityEndpoints,
  ...screeningEndpoints,
  ...screeningServicesEndpoints,
};

export type EndpointName = keyof typeof endpoints;
