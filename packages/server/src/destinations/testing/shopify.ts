import { readFileSync } from 'node:fs';
import type { Envelope } from '@handoff/shared/event';
import { normalize } from '@handoff/shopify-app/normalize';

/** What the Shopify app makes of a webhook Shopify sent, by the name of its fixture. */
export function shopify(name: string): Envelope {
  const file = new URL(`../../../../shopify-app/fixtures/${name}.json`, import.meta.url);
  const { topic, meta, payload } = JSON.parse(readFileSync(file, 'utf8'));
  const normalized = normalize(topic, payload, meta);
  if (!normalized.ok) throw new Error(`${name} is not understood`);
  return JSON.parse(JSON.stringify(normalized.envelopes[0])) as Envelope;
}
