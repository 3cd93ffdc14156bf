import { describe, expect, it } from 'vitest';
import { META, only, run } from '../../test/support.ts';
import { normalize } from './index.ts';

const email = (consent: Record<string, unknown>, meta = META) =>
  normalize(
    'customers_email_marketing_consent/update',
    { customer_id: 1, email_address: 'a@example.com', email_marketing_consent: consent },
    meta,
  );

describe('an e-mail consent', () => {
  it('carries the state, the person and the original time', () => {
    const { envelope } = only(run('customers-email-consent-update'));
    expect(envelope).toMatchObject({
      type: 'consent.updated',
      occurredAt: '2026-11-20T18:40:00.000Z',
      subject: { email: 'oisin@example.ie', externalIds: { shopify_customer: '7720330117389' } },
      consent: [
        { channel: 'email', state: 'unsubscribed', at: '2026-11-20T18:40:00.000Z', evidence: 'Shopify: opt-in level single_opt_in' },
      ],
    });
  });

  it.each([
    ['subscribed', 'subscribed'],
    ['SUBSCRIBED', 'subscribed'],
    ['pending', 'pending'],
    ['unsubscribed', 'unsubscribed'],
    ['not_subscribed', 'not_subscribed'],
    ['redacted', 'unknown'],
    ['invalid', 'unknown'],
    [null, 'unknown'],
  ])('of state %s is %s, without a complaint', (state, expected) => {
    const { envelope, problemPaths } = only(email({ state, opt_in_level: null, consent_updated_at: null }));
    expect(envelope.consent?.[0]?.state).toBe(expected);
    expect(problemPaths).toEqual([]);
  });

  it('of a state from a later version subscribes nobody, and is reported', () => {
    const { envelope, problemPaths } = only(email({ state: 'soft_subscribed' }));
    expect(envelope.consent?.[0]?.state).toBe('unknown');
    expect(problemPaths).toEqual(['/email_marketing_consent/state']);
  });

  it('without a time of decision gets none from the message', () => {
    const { envelope } = only(email({ state: 'subscribed', consent_updated_at: null }));
    expect(envelope.consent?.[0]).not.toHaveProperty('at');
    expect(envelope.occurredAt).toBe(META.triggeredAt);
  });

  it('is one event for one decision, however often and by whatever path it is told', () => {
    const decision = { state: 'unsubscribed', consent_updated_at: '2026-11-20T19:40:00+01:00' };
    const again = email(
      { ...decision, state: 'UNSUBSCRIBED', consent_updated_at: '2026-11-20T18:40:00Z' },
      { ...META, triggeredAt: '2026-12-01T00:00:00Z' },
    );
    expect(only(again).envelope.idempotencyKey).toBe(only(email(decision)).envelope.idempotencyKey);
  });

  it('does not lose a second opt-out that has no time', () => {
    const optOut = { state: 'unsubscribed', consent_updated_at: null };
    const second = email(optOut, { ...META, triggeredAt: '2026-12-01T00:00:00Z' });
    expect(only(second).envelope.idempotencyKey).not.toBe(only(email(optOut)).envelope.idempotencyKey);
  });

  it('whose address is withheld is flagged', () => {
    const result = normalize(
      'customers_email_marketing_consent/update',
      { customer_id: 1, email_address: null, email_marketing_consent: { state: 'pending' } },
      META,
    );
    expect(only(result).envelope.context?.protectedData).toBe('email_not_available');
    expect(only(result).problemPaths).toEqual(['/email_address']);
  });
});

describe('a consent on the phone', () => {
  it('by SMS is of that channel', () => {
    const payload = {
      id: 1,
      phone: '+353209100142',
      sms_marketing_consent: {
        state: 'subscribed',
        opt_in_level: 'confirmed_opt_in',
        consent_updated_at: '2026-11-20T10:00:00Z',
        consent_collected_from: 'SHOPIFY',
      },
    };
    const { envelope } = only(normalize('customers_marketing_consent/update', payload, META));
    expect(envelope.subject?.phone).toBe('+353209100142');
    expect(envelope.consent).toMatchObject([
      {
        channel: 'sms',
        state: 'subscribed',
        evidence: 'Shopify: opt-in level confirmed_opt_in, collected from shopify',
        optInLevel: 'confirmed_opt_in',
      },
    ]);
  });

  it('by WhatsApp is of that channel, and its key is not that of SMS', () => {
    const consent = { state: 'subscribed', opt_in_level: 'single_opt_in', updated_at: '2026-11-20T10:00:00Z', collected_from: 'other' };
    const whatsApp = only(
      normalize(
        'customers_whats_app_marketing_consent/update',
        { customer_id: 1, phone_number: '+353209100142', whats_app_marketing_consent: consent },
        META,
      ),
    ).envelope;
    const sms = only(
      normalize(
        'customers_marketing_consent/update',
        { id: 1, phone: '+353209100142', sms_marketing_consent: { state: 'subscribed', consent_updated_at: consent.updated_at } },
        META,
      ),
    ).envelope;
    expect(whatsApp.consent).toMatchObject([{ channel: 'whatsapp', state: 'subscribed', at: '2026-11-20T10:00:00.000Z' }]);
    expect(whatsApp.idempotencyKey).not.toBe(sms.idempotencyKey);
  });
});
