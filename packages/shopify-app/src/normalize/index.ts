import { parseEnvelope, toProblems } from '@handoff/shared/event';
import { idempotencyKey } from './ids.ts';
import { compact } from './read.ts';
import { normaliserFor } from './topics.ts';
import { Meta, type Draft, type Normalized, type Run } from './types.ts';

export { consentKeyOf } from './consents.ts';
export { formerKeyOf } from './customers.ts';
export { bareId, idempotencyKey } from './ids.ts';
export { TOPICS } from './topics.ts';
export type { Meta, Normalized } from './types.ts';

/**
 * Turns one Shopify payload, already parsed from JSON and verified to be this shop's, into events. Never throws: what cannot
 * be read comes back as problems with JSON pointers into the payload (`/meta/…` and `/topic` for what came with it).
 */
export function normalize(topic: string, payload: unknown, meta: Meta): Normalized {
  const read = Meta.safeParse(meta);
  if (!read.success) return { ok: false, problems: toProblems(read.error, '/meta') };
  const normaliser = normaliserFor(topic);
  if (normaliser === undefined) {
    return {
      ok: false,
      problems: [
        {
          path: '/topic',
          message: `No event is made of Shopify's topic "${topic}". Remove it from the app's webhook subscriptions, or update Handoff.`,
        },
      ],
    };
  }
  const run: Run = { meta: read.data, problems: [] };
  const draft = normaliser(payload, run);
  if (draft === 'unreadable') return { ok: false, problems: run.problems };
  if (draft === 'nothing') return { ok: true, envelopes: [], problems: run.problems };
  return seal(draft, topic, run);
}

function seal(draft: Draft, topic: string, run: Run): Normalized {
  const { shop: _, webhookId, ...delivery } = run.meta;
  const parsed = parseEnvelope({
    id: webhookId,
    idempotencyKey: idempotencyKey(draft.type, draft.nativeId, draft.nativeVersion),
    type: draft.type,
    occurredAt: draft.occurredAt,
    subject: draft.subject,
    context: { ...draft.context, shopify: { topic, ...compact(delivery) } },
    ...(draft.consent === undefined ? {} : { consent: draft.consent }),
    data: draft.data,
  });
  const problems = [...run.problems, ...parsed.problems];
  return parsed.ok ? { ok: true, envelopes: [parsed.envelope], problems } : { ok: false, problems };
}
