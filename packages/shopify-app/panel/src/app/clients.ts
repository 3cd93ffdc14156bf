import {
  type Client,
  type ClientOf,
  connectionsEndpoints,
  createClientOf,
  type Endpoint,
  type endpoints,
  workspacesEndpoints,
} from '@handoff/shared/api';
import { shopEndpoints } from '../../../src/panel-api/endpoints.ts';
import { locale, t } from './i18n.ts';
import { BASE } from './root.ts';

const api = `${location.origin}${BASE}/api`;
/** App Bridge makes a new one when the last has run out: they live for a minute. */
const token = () => shopify.idToken();

/** The app's own routes: what it knows of the shop by itself. */
export const shop = inWords<typeof shopEndpoints>(createClientOf(shopEndpoints, { baseUrl: api, token, fetch: send }));

/** What Home asks of the companion; `loadEndpoints` brings the rest. */
const known: Record<string, Endpoint> = {
  workspaceHealth: workspacesEndpoints.workspaceHealth,
  listConnections: connectionsEndpoints.listConnections,
};
const ask = createClientOf(known as typeof endpoints, { baseUrl: `${api}/server`, token, fetch: send });

/** Fetches how all else of the companion’s API is called: Home is shown without it. */
export async function loadEndpoints(): Promise<void> {
  const { endpoints: all } = await import('./endpoints.ts').catch(notReached);
  Object.assign(known, all);
}

/** The companion's API, called by the app on behalf of the person who is signed in here. */
export const server: Client = inWords<typeof endpoints>(async (name, input) => {
  if (!(name in known)) await loadEndpoints();
  return ask(name, input);
});

/** An answer of another shape comes from another version; the list of what differs helps nobody who runs a shop. */
function inWords<Endpoints extends Record<string, Endpoint>>(call: ClientOf<Endpoints>): ClientOf<Endpoints> {
  return async (name, input) => {
    try {
      return await call(name, input);
    } catch (thrown) {
      if (!(thrown instanceof Error) || thrown.name !== 'ZodError') throw thrown;
      const words = t('The answer cannot be read: this page is older than the app. Reload it.');
      throw new Error(words, { cause: thrown });
    }
  };
}

/**
 * Asks in the panel's language, which need not be the browser's. Once more with a new token where the app took the last
 * one for expired: a minute is short, and clocks differ.
 */
async function send(request: Request): Promise<Response> {
  request.headers.set('accept-language', locale());
  const again = request.clone();
  const response = await reach(request);
  if (response.status !== 401) return response;
  again.headers.set('authorization', `Bearer ${await token()}`);
  return reach(again);
}

const reach = (request: Request): Promise<Response> => fetch(request).catch(notReached);

function notReached(cause: unknown): never {
  throw new Error(t('The app cannot be reached. Check the internet connection, then try again.'), { cause });
}
