/** How the app is registered at Shopify. `main` of the host reads it from the environment. */
export interface ShopifyConfig {
  /** Client id and secret of the app in the Partner Dashboard. */
  apiKey: string;
  apiSecret: string;
  /** During a rotation of the secret: the one before, still accepted for webhooks, session tokens and proxy requests. */
  previousApiSecret?: string | undefined;
  /** Where the app is mounted, for browsers and Shopify: `https://handoff.example.com/shopify`, without a slash at the end. */
  appUrl: () => string;
  /** Where the built panel is, with a slash at the end; `dist/panel` of this package by default. */
  panelDir?: URL | undefined;
}
