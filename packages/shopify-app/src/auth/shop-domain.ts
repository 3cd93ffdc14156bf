/** A shop's permanent address at Shopify. No other spelling is taken: it becomes a host we send tokens to. */
const DOMAIN = /^[a-z0-9][a-z0-9-]{0,98}\.myshopify\.com$/;

export function isShopDomain(text: string | undefined): text is string {
  return text !== undefined && DOMAIN.test(text);
}
