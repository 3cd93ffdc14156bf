/** An access scope the app asks for, and what for, in the merchant's words. */
export interface NeededScope {
  scope: string;
  why: string;
  /** Asked for when the app is installed; the others when the merchant turns on what needs them. */
  required: boolean;
}

/**
 * Every scope in `shopify.app.toml`, which a test holds to what our operations and topics need. Shopify calls some of
 * this protected customer data, which it approves separately: a scope that was granted does not mean that names and
 * addresses come with it.
 */
export const SCOPES: readonly NeededScope[] = [
  {
    scope: 'read_orders',
    why: 'To hand over orders, payments, refunds and abandoned checkouts. Without it none of them reach your destinations.',
    required: true,
  },
  {
    scope: 'read_customers',
    why: 'To hand over customers, their tags and whether they agreed to be written to.',
    required: true,
  },
  {
    scope: 'read_customer_merge',
    why: 'To hear when you merge two customers, so that your destinations do not keep both.',
    required: true,
  },
  {
    scope: 'read_all_orders',
    why: 'To import and compare orders older than 60 days. Without it the import goes back 60 days.',
    required: false,
  },
  {
    scope: 'write_pixels',
    why: 'To switch the web pixel on in your shop. Only needed if you want what known customers look at.',
    required: false,
  },
  {
    scope: 'read_customer_events',
    why: 'To let the web pixel tell which products a customer who agreed to it looked at, searched for or put into the cart.',
    required: false,
  },
];
