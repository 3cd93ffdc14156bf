import { z } from 'zod';

/** Where traces go: the collector's address, as other OpenTelemetry programs take it. */
export const otlpUrl = z
  .url({ protocol: /^https?$/ })
  .refine((url) => !/\/v1\/traces\/?$/.test(url), 'Leave out /v1/traces; it is added.')
  .transform((url) => url.replace(/\/+$/, ''))
  .optional()
  .describe('An OpenTelemetry collector that takes traces by OTLP over HTTP (http://localhost:4318). Without it there are none.');
