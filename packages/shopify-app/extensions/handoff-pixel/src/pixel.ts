interface Variant {
  id?: string | null;
  sku?: string | null;
  title?: string | null;
  price?: { amount: number; currencyCode: string };
  product?: { id?: string | null; title?: string; url?: string | null };
}

interface Data {
  productVariant?: Variant;
  cartLine?: { quantity: number; merchandise: Variant } | null;
  searchResult?: { query: string };
}

interface CustomerEvent {
  id: string;
  timestamp: string;
  clientId?: string | null;
  context?: { document?: { location?: { href?: string }; referrer?: string } };
  data?: Data;
}

interface Privacy {
  analyticsProcessingAllowed: boolean;
  marketingAllowed: boolean;
}

interface Customer {
  id?: string | number;
  email?: string | null;
  phone?: string | null;
  firstName?: string | null;
  lastName?: string | null;
}

/** What Shopify hands a pixel, as far as this one uses it. */
export interface Sandbox {
  analytics: { subscribe: (name: string, told: (event: CustomerEvent) => void) => unknown };
  customerPrivacy: { subscribe: (name: 'visitorConsentCollected', told: (event: { customerPrivacy: Privacy }) => void) => unknown };
  init: { customerPrivacy: Privacy; data: { customer: Customer | null } };
  settings: { shop: string; endpoint: string };
}

/** What a shopper did, by Shopify's name for it, and what of it is worth telling. Checkouts come by webhook. */
const EVENTS: Record<string, (data: Data) => Record<string, unknown>> = {
  product_viewed: (data) => productOf(data.productVariant),
  product_added_to_cart: (data) => ({ ...productOf(data.cartLine?.merchandise), quantity: data.cartLine?.quantity }),
  search_submitted: (data) => ({ query: data.searchResult?.query }),
};

function productOf(variant: Variant | undefined): Record<string, unknown> {
  return {
    productId: variant?.product?.id,
    variantId: variant?.id,
    sku: variant?.sku,
    title: variant?.product?.title,
    variantTitle: variant?.title,
    price: variant?.price === undefined ? undefined : String(variant.price.amount),
    currency: variant?.price?.currencyCode,
    url: variant?.product?.url,
  };
}

/**
 * Tells the app what known customers look at, as long as they agree. Anonymous visitors are nobody's contact, so nothing
 * of them is sent. Shopify loads this only for visitors who agreed; who takes that back is heard at once.
 */
export function watch(
  { analytics, init, settings, customerPrivacy }: Sandbox,
  send: (url: string, init: RequestInit) => Promise<unknown>,
): void {
  let agreed = allows(init.customerPrivacy);
  customerPrivacy.subscribe('visitorConsentCollected', (event) => {
    agreed = allows(event.customerPrivacy);
  });
  for (const [name, pick] of Object.entries(EVENTS)) {
    analytics.subscribe(name, (event) => {
      const { customer } = init.data;
      if (!agreed || !customer?.id) return;
      const { id, email, phone, firstName, lastName } = customer;
      const body = JSON.stringify({
        shop: settings.shop,
        id: event.id,
        name,
        at: event.timestamp,
        clientId: event.clientId,
        customer: { id, email, phone, firstName, lastName },
        page: event.context?.document?.location?.href,
        referrer: event.context?.document?.referrer,
        consent: { analytics: true, marketing: true },
        data: pick(event.data ?? {}),
      });
      // A plain text needs no permission asked of the app first; what comes of it is nobody's business on the page.
      send(settings.endpoint, { method: 'POST', body, keepalive: true, headers: { 'content-type': 'text/plain' } }).catch(() => {});
    });
  }
}

function allows(privacy: Privacy): boolean {
  return privacy.analyticsProcessingAllowed && privacy.marketingAllowed;
}
