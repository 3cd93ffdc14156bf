import type { ShopHarness } from '../../../packages/shopify-app/testing/harness.ts';

/** Sends a storefront form as a robot does: at once, with a link, and with the field filled that people cannot see. */
export async function sendSpam(harness: ShopHarness): Promise<void> {
  await harness.shop.storefront('/forms', {
    body: {
      id: 'visit-12345678',
      kind: 'contact',
      form: { id: 'contact', title: 'Write to us' },
      fields: [
        { key: 'email', label: 'Email', type: 'email', value: 'eve@casino.example' },
        { key: 'message', label: 'Message', type: 'textarea', value: 'Win big at http://casino.example' },
      ],
      honeypot: 'http://casino.example',
      seconds: 1,
      at: new Date(harness.clock.now()).toISOString(),
    },
  });
}
