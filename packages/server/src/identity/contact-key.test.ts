import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contactKey } from './contact-key.ts';
import { anyEnvelope, formEvent, reversed } from './testing/envelopes.ts';

describe('contactKey', () => {
  it.each([
    [{ email: 'Ada@Example.com', phone: '+49 30 1234567' }, 'email:ada@example.com'],
    // As it is written: one mailbox may have many.
    [{ email: 'A.Da+x@Gmail.com' }, 'email:a.da+x@gmail.com'],
    [{ email: 'nope', phone: '030 1234567', country: 'DE' }, 'phone:+49301234567'],
    [{ phone: 'nope', externalIds: { wp_user: '9', shopify_customer: '42' } }, 'ext:shopify_customer:42'],
    [{ externalIds: { wordpress_user: '7' } }, 'ext:wordpress_user@src_1:7'],
    [{ name: 'Ada' }, undefined],
  ])('queues %j under %s', (subject, key) => {
    expect(contactKey(formEvent({ subject }), 'src_1')).toBe(key);
  });

  it('passes over what cannot be read', () => {
    const externalIds = { crm: 'a\u0000b', shop: ' ', wp: 'x'.repeat(401), wp_user: '9' };
    const subject = { email: 'not an address', phone: 'call me', externalIds };
    expect(contactKey(formEvent({ subject }), 'src_1')).toBe('ext:wp_user:9');
  });

  it('knows nobody without a subject', () => {
    const { subject: _, ...anonymous } = formEvent();
    expect(contactKey(anonymous, 'src_1')).toBeUndefined();
  });

  it('is the same in whatever order the event lists its parts, and never throws', () => {
    fc.assert(
      fc.property(anyEnvelope, (envelope) => {
        expect(contactKey(reversed(envelope), 'src_1')).toBe(contactKey(envelope, 'src_1'));
      }),
    );
  });
});
