import { type Client, createClient } from '@handoff/shared/api';
import { __ } from '@handoff/wp-plugin/app/i18n.ts';
import { language } from './i18n.ts';

/** What everything but a GET proves that it comes from this page by; from the session. */
let csrf = '';

export function knowCsrf(token: string): void {
  csrf = token;
}

/** The server this page came from. The browser's session says who asks. */
export const server: Client = createClient({
  baseUrl: location.origin,
  fetch: async (request) => {
    request.headers.set('accept-language', language());
    if (request.method !== 'GET') request.headers.set('x-handoff-csrf', csrf);
    try {
      return await fetch(request);
    } catch (thrown) {
      const words = __('The server does not answer. Look whether you are online; if you are, it may be restarting.', 'handoff');
      throw new Error(words, { cause: thrown });
    }
  },
});
