import type { Consent, Envelope } from '@handoff/shared/event';
import { z } from 'zod';
import { Id, readId } from './ids.ts';
import { protectedData, toSubject } from './people.ts';
import { compact, occurredAt, readPayload, utc, utcMs } from './read.ts';
import type { Draft, Normaliser, Run } from './types.ts';

const text = z.string().nullish();

/** E-mail and SMS consent. WhatsApp has the same under shorter names. */
export const ConsentPayload = z.object({ state: text, opt_in_level: text, consent_updated_at: text, consent_collected_from: text });
type ConsentPayload = z.infer<typeof ConsentPayload>;

const STATES: ReadonlyMap<string, Consent['state']> = new Map([
  ['subscribed', 'subscribed'],
  ['pending', 'pending'],
  ['unsubscribed', 'unsubscribed'],
  ['not_subscribed', 'not_subscribed'],
  // Shopify no longer knows, or the address does not work: nothing may be read out of either.
  ['redacted', 'unknown'],
  ['invalid', 'unknown'],
]);

/**
 * One statement about one channel, never more than Shopify says: what is not known stays `unknown`, and `at` is when the
 * person decided or absent, never the time of the message.
 */
export function toConsent(channel: Consent['channel'], payload: ConsentPayload, path: string, run: Run): Consent {
  const state = payload.state?.toLowerCase();
  const known = state === undefined ? 'unknown' : STATES.get(state);
  if (known === undefined) {
    run.problems.push({
      path: `${path}/state`,
      message: `Shopify's consent state "${state}" is not known to this version. It is treated as unknown, so nobody is subscribed by it.`,
    });
  }
  return {
    channel,
    state: known ?? 'unknown',
    ...compact({ at: utc(payload.consent_updated_at), evidence: evidenceOf(payload), optInLevel: payload.opt_in_level?.toLowerCase() }),
  };
}

function evidenceOf({ opt_in_level, consent_collected_from }: ConsentPayload): string | undefined {
  const facts = [
    ...(opt_in_level ? [`opt-in level ${opt_in_level.toLowerCase()}`] : []),
    ...(consent_collected_from ? [`collected from ${consent_collected_from.toLowerCase()}`] : []),
  ];
  return facts.length === 0 ? undefined : `Shopify: ${facts.join(', ')}`;
}

const EmailConsentPayload = z.object({ customer_id: Id, email_address: text, email_marketing_consent: ConsentPayload });

export const emailConsentUpdated: Normaliser = (payload, run) => {
  const read = readPayload(EmailConsentPayload, payload, run);
  if (read === undefined) return 'unreadable';
  const consent = toConsent('email', read.email_marketing_consent, '/email_marketing_consent', run);
  return toDraft(
    consent,
    { id: read.customer_id, path: '/customer_id', email: read.email_address },
    run,
    protectedData('email', '/email_address', [read.email_address], run),
  );
};

const SmsConsentPayload = z.object({ id: Id, phone: text, sms_marketing_consent: ConsentPayload });

export const smsConsentUpdated: Normaliser = (payload, run) => {
  const read = readPayload(SmsConsentPayload, payload, run);
  if (read === undefined) return 'unreadable';
  const consent = toConsent('sms', read.sms_marketing_consent, '/sms_marketing_consent', run);
  return toDraft(consent, { id: read.id, path: '/id', phone: read.phone }, run, protectedData('phone', '/phone', [read.phone], run));
};

const WhatsAppConsentPayload = z.object({
  customer_id: Id,
  phone_number: text,
  whats_app_marketing_consent: z.object({ state: text, opt_in_level: text, updated_at: text, collected_from: text }),
});

export const whatsAppConsentUpdated: Normaliser = (payload, run) => {
  const read = readPayload(WhatsAppConsentPayload, payload, run);
  if (read === undefined) return 'unreadable';
  const { updated_at, collected_from, ...rest } = read.whats_app_marketing_consent;
  const consent = toConsent(
    'whatsapp',
    { ...rest, consent_updated_at: updated_at, consent_collected_from: collected_from },
    '/whats_app_marketing_consent',
    run,
  );
  return toDraft(
    consent,
    { id: read.customer_id, path: '/customer_id', phone: read.phone_number },
    run,
    protectedData('phone', '/phone_number', [read.phone_number], run),
  );
};

interface Person {
  id: Id;
  path: string;
  email?: string | null | undefined;
  phone?: string | null | undefined;
}

function toDraft(consent: Consent, person: Person, run: Run, context: Record<string, unknown>): Draft {
  const customerId = readId(person.id, undefined, person.path, run);
  return {
    type: 'consent.updated',
    nativeId: customerId,
    // Where Shopify gives no time of the decision the time of the message stands in: were it left out, a second opt-out would
    // look like the first one again and be lost.
    nativeVersion: `${consent.channel}-${consent.state}-${utcMs(consent.at ?? run.meta.triggeredAt)}`,
    occurredAt: occurredAt(run, consent.at),
    subject: toSubject({ customer: { id: customerId }, email: person.email, phone: person.phone }, run),
    context,
    data: { customerId, channel: consent.channel, state: consent.state },
    consent: [consent],
  };
}

/** The key of a consent's event if its time, in epoch milliseconds, were this one. */
export function consentKeyOf({ idempotencyKey }: Pick<Envelope, 'idempotencyKey'>, at: number): string {
  return `${idempotencyKey.slice(0, idempotencyKey.lastIndexOf('-'))}-${at}`;
}
