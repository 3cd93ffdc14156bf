import type { Hono } from 'hono';
import { createClient, type Client } from '@handoff/shared/api';

const ORIGIN = 'https://handoff.test';

interface Options {
  method?: string;
  form?: Record<string, string>;
  headers?: Record<string, string>;
}

/** What a browser does with cookies and with where a request comes from. */
export interface Browser {
  cookies: Map<string, string>;
  /** Asks as a page of our own does, unless the headers say otherwise. Follows nothing. */
  ask: (address: string, options?: Options) => Promise<Response>;
  /** The typed client of a page that knows its session's token. */
  client: (csrf?: string) => Client;
}

export function createBrowser(app: Hono, device = 'Firefox on Linux'): Browser {
  const cookies = new Map<string, string>();

  const send = async (request: Request): Promise<Response> => {
    const headers = new Headers(request.headers);
    headers.set('user-agent', device);
    if (cookies.size > 0) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    if (!headers.has('sec-fetch-site')) headers.set('sec-fetch-site', 'same-origin');
    const response = await app.fetch(new Request(request, { headers }));
    for (const cookie of response.headers.getSetCookie()) keep(cookie);
    return response;
  };
  const keep = (cookie: string) => {
    const [pair = '', ...attributes] = cookie.split(/; ?/);
    const split = pair.indexOf('=');
    const name = pair.slice(0, split);
    if (name.startsWith('__Host-') && (!attributes.includes('Secure') || !attributes.includes('Path=/'))) return;
    if (attributes.includes('Max-Age=0')) cookies.delete(name);
    else cookies.set(name, pair.slice(split + 1));
  };

  return {
    cookies,
    ask: (address, { method, form, headers = {} } = {}) =>
      send(
        new Request(new URL(address, ORIGIN), {
          method: method ?? (form === undefined ? 'GET' : 'POST'),
          headers: { ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }), ...headers },
          ...(form === undefined ? {} : { body: new URLSearchParams(form).toString() }),
        }),
      ),
    client: (csrf = '') =>
      createClient({
        baseUrl: ORIGIN,
        token: () => '',
        fetch: (request) => {
          const headers = new Headers(request.headers);
          headers.delete('authorization');
          headers.set('x-handoff-csrf', csrf);
          return send(new Request(request, { headers }));
        },
      }),
  };
}
