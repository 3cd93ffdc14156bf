import { readFile } from 'node:fs/promises';
import { generateEd25519, parseEnvelope } from '@handoff/shared/event';
import { type SignedRequest, signRequest, type Site } from './sites.ts';
import type { SiteSending } from './story.ts';

const HOUR_MS = 3_600_000;

interface Prepared {
  request: SignedRequest;
  /** Of the person it is about. */
  email: string | undefined;
}

/** Makes the request of each sending of the site, and keeps it so that the same bytes can be sent again. */
export function createRequests(site: Site): (sending: SiteSending) => Promise<Prepared> {
  const sent = new Map<string, Prepared>();
  return async (sending) => {
    const { input, how } = sending;
    if (how === 'again') {
      const first = sent.get(input);
      if (first === undefined) throw new Error(`"${sending.title}" repeats ${input}, which was not sent before.`);
      return first;
    }
    const body = await readFile(new URL(`input/${input}.json`, import.meta.url), 'utf8');
    const request = await signRequest(site, body, {
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
