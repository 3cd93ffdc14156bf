/** What a shopper did, by Shopify's name for it, and what of it is worth telling. Checkouts come by webhook. */
const EVENTS = {
  product_viewed: (data) => productOf(data.productVariant),
  product_added_to_cart: (data) => ({ ...productOf(data.cartLine?.merchandise), quantity: data.cartLine?.quantity }),
  search_submitted: (data) => ({ query: data.searchResult?.query }),
};

function productOf(variant) {
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
export function watch({ analytics, init, settings, customerPrivacy }, send) {
  let agreed = allows(init.customerPrivacy);
  customerPrivacy?.subscribe('visitorConsentCollected', (event) => {
    agreed = allows(event.customerPrivacy);
  });
  for (const [name, pick] of Object.entries(EVENTS)) {
    analytics.subscribe(name, (event) => {
      const customer = init.data?.customer;
      if (!agreed || !customer?.id) return;
      const body = JSON.stringify({
        shop: settings.shop,
        id: event.id,
        name,
        at: event.timestamp,
        clientId: event.clientId,
        customer: {
          id: customer.id,
          email: customer.email,
          phone: customer.phone,
          firstName: customer.firstName,
          lastName: customer.lastName,
        },
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

function allows(privacy) {
  return privacy?.analyticsProcessingAllowed === true && privacy?.marketingAllowed === true;
}
