import {
  type Client,
  type ClientOf,
  connectionsEndpoints,
  createClientOf,
  type Endpoint,
  type endpoints,
  flowsEndpoints,
  workspacesEndpoints,
} from '@handoff/shared/api';
import apiFetch from '@wordpress/api-fetch';
import { siteEndpoints } from '../site-api/endpoints.ts';
import { __ } from './i18n.ts';

/** Any origin does: only path and query go on, to this site's own REST API. */
const HERE = 'https://this-site.invalid';

/** The plugin's own routes: what the site knows by itself. */
export const site = inWords<typeof siteEndpoints>(
  createClientOf(siteEndpoints, { baseUrl: `${HERE}/handoff/v1`, token: () => '', fetch: send }),
);

/** What Home asks of the server; the rest is fetched when it is first asked for, for it is larger than Home itself. */
const known: Record<string, Endpoint> = {
  workspaceHealth: workspacesEndpoints.workspaceHealth,
  listConnections: connectionsEndpoints.listConnections,
  listFlows: flowsEndpoints.listFlows,
};
const ask = createClientOf(known as typeof endpoints, { baseUrl: `${HERE}/handoff/v1/server`, token: () => '', fetch: send });

/** The server's API, called by the site on behalf of the person who is signed in here. */
export const server: Client = inWords<typeof endpoints>(async (name, input) => {
  if (!(name in known)) Object.assign(known, (await import('./endpoints.ts')).endpoints);
  return ask(name, input);
});

/** An answer of another shape comes from another version; the list of what differs helps nobody who runs a shop. */
function inWords<Endpoints extends Record<string, Endpoint>>(call: ClientOf<Endpoints>): ClientOf<Endpoints> {
  return async (name, input) => {
    try {
      return await call(name, input);
    } catch (thrown) {
      if (!(thrown instanceof Error) || thrown.name !== 'ZodError') throw thrown;
      const words = __('The answer cannot be read: plugin and server are of different versions. Update both to the latest.', 'handoff');
      throw new Error(words, { cause: thrown });
    }
  };
}

/** Sends through WordPress' own fetch, which knows where its REST API is and renews the nonce. */
async function send(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const body = request.body === null ? undefined : await request.text();
  try {
    return await apiFetch<Response, false>({
      path: pathname + search,
      method: request.method,
      parse: false,
      ...(body === undefined ? {} : { body, headers: { 'Content-Type': 'application/json' } }),
    });
  } catch (thrown) {
    if (thrown instanceof Response) return inApiWords(thrown);
    throw new Error(messageOf(thrown), { cause: thrown });
  }
}

/** WordPress words its own errors (a missing permission, an unknown route) unlike our API does. */
async function inApiWords(response: Response): Promise<Response> {
  const text = await response.text();
  const body = parse(text);
  if (typeof body !== 'object' || body === null || 'error' in body || !('message' in body)) {
    return new Response(text, { status: response.status });
  }
  const error = { code: response.status === 403 || response.status === 401 ? 'forbidden' : 'internal', message: String(body.message) };
  return new Response(JSON.stringify({ error }), { status: response.status });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function messageOf(thrown: unknown): string {
  return typeof thrown === 'object' && thrown !== null && 'message' in thrown ? String(thrown.message) : 'The site did not answer.';
}
