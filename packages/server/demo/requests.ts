import { readFile } from 'node:fs/promises';
import { generateEd25519, parseEnvelope } from '@handoff/shared/event';
import { type Meta, normalize } from '@handoff/shopify-app/normalize';
import { type SignedRequest, signRequest, type Site } from './sites.ts';
import type { Sending } from './story.ts';

const HOUR_MS = 3_600_000;

interface Prepared {
  request: SignedRequest;
  /** Of the person it is about. */
  email: string | undefined;
}

/** Makes the request of each sending, and keeps it so that the same bytes can be sent again. */
export function createRequests(sites: Record<Sending['from'], Site>): (sending: Sending) => Promise<Prepared> {
  const sent = new Map<string, Prepared>();
  return async (sending) => {
    const { input, from, how } = sending;
    if (how === 'again') {
      const first = sent.get(input);
      if (first === undefined) throw new Error(`"${sending.title}" repeats ${input}, which was not sent before.`);
      return first;
    }
    const body =
      from === 'steep-and-co' ? await shopifyEvent(input) : await readFile(new URL(`input/${input}.json`, import.meta.url), 'utf8');
    const request = await signRequest(sites[from], body, {
      ...(how === 'old-signature' ? { at: Date.now() - HOUR_MS } : {}),
      ...(how === 'forged' ? { secretKey: (await generateEd25519()).secretKey } : {}),
    });
    const prepared = { request, email: emailIn(body) };
    sent.set(input, prepared);
    return prepared;
  };
}

function emailIn(body: string): string | undefined {
  const parsed = parseEnvelope(JSON.parse(body));
  return parsed.ok ? parsed.envelope.subject?.email : /[\w.-]+@[\w.-]+/.exec(body)?.[0];
}

/** What the Shopify app posts for a webhook: its payload, turned into our envelope. */
async function shopifyEvent(fixture: string): Promise<string> {
  const file = new URL(`../../shopify-app/fixtures/${fixture}.json`, import.meta.url);
  const { topic, payload, meta } = JSON.parse(await readFile(file, 'utf8')) as { topic: string; payload: unknown; meta: Meta };
  const normalized = normalize(topic, payload, meta);
  const [envelope] = normalized.ok ? normalized.envelopes : [];
  if (envelope === undefined) throw new Error(`No event could be made of ${fixture}: ${JSON.stringify(normalized.problems)}`);
  return JSON.stringify(envelope);
}
