import { type Client, createClient } from '@handoff/shared/api';

/** What everything but a GET proves that it comes from this page by; from the session. */
let csrf = '';

export function knowCsrf(token: string): void {
  csrf = token;
}

/** The server this page came from. The browser's session says who asks. */
export const server: Client = createClient({
  baseUrl: location.origin,
  fetch: async (request) => {
    if (request.method !== 'GET') request.headers.set('x-handoff-csrf', csrf);
    try {
      return await fetch(request);
    } catch (thrown) {
      throw new Error('The server does not answer. Look whether you are online; if you are, it may be restarting.', { cause: thrown });
    }
  },
});
