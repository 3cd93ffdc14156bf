/** A scope of `shopify.app.toml`, and what the merchant gets of it. `required`: Shopify installs the app with it. */
export interface ScopeUse {
  scope: string;
  why: string;
  required: boolean;
}

export const SCOPES: readonly ScopeUse[] = [
  { scope: 'read_orders', why: 'To hand over orders, payments, refunds and abandoned checkouts.', required: true },
  { scope: 'read_customers', why: 'To hand over customers, and what they agreed to receive.', required: true },
  { scope: 'read_customer_merge', why: 'To know when two customers became one.', required: true },
  { scope: 'read_all_orders', why: 'To import orders older than 60 days.', required: false },
  { scope: 'write_pixels', why: 'To set the web pixel.', required: false },
  { scope: 'read_customer_events', why: 'To receive what the web pixel sees.', required: false },
];
