import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { ScreeningServices, ServiceKey, ServiceSite } from '../screening-services.ts';
import { id, inWs } from './parts.ts';

const base = '/v1/workspaces/{workspaceId}/sources/{sourceId}/screening/services';
const inSource = inWs({ sourceId: id });

export const screeningServicesEndpoints = {
  getScreeningServices: endpoint({
    method: 'GET',
    path: base,
    tag: 'screening',
    access: 'panel',
    status: 200,
    summary: 'The outside services a source asks about messages, without their keys.',
    params: inSource,
    answer: ScreeningServices,
  }),
  setAkismet: endpoint({
    method: 'PUT',
    path: `${base}/akismet`,
    tag: 'screening',
    access: 'panel',
    status: 200,
    summary:
      'Ask Akismet about each message, or no more. A new key is tried before it is kept. Akismet then gets what a message says, the name and e-mail address of who sends it, their network address and browser, and the page.',
    params: inSource,
    body: z.strictObject({
      on: z.boolean(),
      /** Left out: the one that is there. */
      key: ServiceKey.optional(),
      /** Left out: the source's own address; where it has none, as a hook, the one that is there. */
      site: ServiceSite.optional(),
    }),
    answer: ScreeningServices,
  }),
  setTurnstile: endpoint({
    method: 'PUT',
    path: `${base}/turnstile`,
    tag: 'screening',
    access: 'panel',
    status: 200,
    summary:
      'Have the forms of a site show Cloudflare Turnstile, or no more. A new secret key is tried before it is kept. Cloudflare then sees the browsers of visitors, and gets their network address with each message.',
    params: inSource,
    body: z.strictObject({
      on: z.boolean(),
      siteKey: ServiceKey.optional(),
      /** Left out: the one that is there. */
      secret: ServiceKey.optional(),
    }),
    answer: ScreeningServices,
  }),
  forgetScreeningService: endpoint({
    method: 'DELETE',
    path: `${base}/{service}`,
    tag: 'screening',
    access: 'panel',
    status: 200,
    summary: 'Forget the key of an outside service (`akismet`, `turnstile`); it is not asked any more.',
    params: inWs({ sourceId: id, service: id }),
    answer: ScreeningServices,
  }),
};
