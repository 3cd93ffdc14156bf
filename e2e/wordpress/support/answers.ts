import type { z } from 'zod';
import type { siteEndpoints } from '../../../packages/wp-plugin/src/site-api/endpoints.ts';

type Answer<Name extends keyof typeof siteEndpoints> = z.infer<(typeof siteEndpoints)[Name]['answer']>;

/** What the plugin's own routes answer, as the panel reads it. */
export type Status = Answer<'status'>;
export type Outbox = Answer<'listOutbox'>;
