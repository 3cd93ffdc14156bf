import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createShopHarness, type PanelApi, type ShopHarness } from '../../testing/harness.ts';

let h: ShopHarness;
let panel: PanelApi;
beforeEach(async () => {
  h = await createShopHarness();
  ({ panel } = await h.install());
});
afterEach(() => h.close());

const MINUTE = 60_000;
const stateOf = async (field: string) => (await panel.shop('status', {})).protectedData.find((known) => known.field === field)?.state;

describe('what the panel says of protected customer data', () => {
  it('is unknown until Shopify told of a customer', async () => {
    expect(await stateOf('email')).toBe('unknown');
  });

  it('is approved where it came, and a customer without one later changes nothing', async () => {
    h.shop.createCustomer({ email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' });
    await h.pass(MINUTE);
    expect([await stateOf('email'), await stateOf('name')]).toEqual(['approved', 'approved']);
    h.shop.createCustomer({ phone: '+32470123456', firstName: 'Bo' });
    await h.pass(MINUTE);
    expect(await stateOf('email')).toBe('approved');
  });

  it('is withheld where it came as null, until it comes', async () => {
    h.shop.approve({ email: false });
    h.shop.createCustomer({ email: 'ada@example.com', firstName: 'Ada' });
    await h.pass(MINUTE);
    expect(await stateOf('email')).toBe('withheld');
    h.shop.approve({ email: true });
    h.shop.createCustomer({ email: 'bo@example.com', firstName: 'Bo' });
    await h.pass(MINUTE);
    expect(await stateOf('email')).toBe('approved');
  });
});
