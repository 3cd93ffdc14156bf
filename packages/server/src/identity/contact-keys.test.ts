import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contactKeys, primaryContactKey } from './contact-keys.ts';
import { anyEnvelope, formEvent, reversed } from './testing/envelopes.ts';

describe('contactKeys', () => {
  it('names every way to know the person, strongest first', () => {
    const subject = {
      externalIds: { stripe: 'cus_1', shopify_customer: '42' },
      phone: '030 1234567',
      country: 'DE',
      email: 'A.Da+x@Gmail.com',
    };
    expect(contactKeys(formEvent({ subject }), 'src_1')).toEqual([
      'email:a.da+x@gmail.com',
      'mailbox:ada@gmail.com',
      'phone:+49301234567',
      'ext:shopify_customer:42',
      'ext:stripe:cus_1',
    ]);
  });

  it('leaves out what cannot be read', () => {
    const externalIds = { shop: ' ', wp: 'x'.repeat(401), crm: 'a\u0000b' };
    expect(contactKeys(formEvent({ subject: { email: 'not an address', phone: 'call me', externalIds } }), 'src_1')).toEqual([]);
  });

  it('knows nobody without a subject', () => {
    const { subject: _, ...anonymous } = formEvent();
    expect(contactKeys(anonymous, 'src_1')).toEqual([]);
    expect(primaryContactKey(anonymous, 'src_1')).toBeUndefined();
  });
});

describe('primaryContactKey', () => {
  it.each([
    [{ email: 'Ada@Example.com', phone: '+49 30 1234567' }, 'email:ada@example.com'],
    [{ email: 'nope', phone: '+49 30 1234567' }, 'phone:+49301234567'],
    [{ phone: 'nope', externalIds: { wp_user: '9', shopify_customer: '42' } }, 'ext:shopify_customer:42'],
    [{ externalIds: { wordpress_user: '7' } }, 'ext:wordpress_user@src_1:7'],
    [{ name: 'Ada' }, undefined],
  ])('queues %j under %s', (subject, key) => {
    expect(primaryContactKey(formEvent({ subject }), 'src_1')).toBe(key);
  });

  it('is the strongest of the keys, in whatever order the event lists its parts, and never throws', () => {
    fc.assert(
      fc.property(anyEnvelope, (envelope) => {
        const keys = contactKeys(envelope, 'src_1');
        expect(primaryContactKey(envelope, 'src_1')).toBe(keys[0]);
        expect(contactKeys(reversed(envelope), 'src_1')).toEqual(keys);
      }),
    );
  });
});
