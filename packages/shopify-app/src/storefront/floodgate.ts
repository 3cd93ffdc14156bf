import { ShopError } from '../errors.ts';
import type { ShopifyPorts } from '../ports.ts';

/** More than people do; a script is told to wait. Counted in each process. */
const VISITOR = { perMinute: 60, burst: 30 };
const FORMS_OF_SHOP = { perMinute: 600, burst: 300 };
const PIXEL_OF_SHOP = { perMinute: 6000, burst: 1000 };

/** Anybody may post to a storefront: these bound what one visitor, and all visitors of one shop, may put in. Each throws ShopError `rate_limited`. */
export interface Floodgate {
  /** `visitor`: their address as Shopify's proxy says it. */
  form: (shop: string, visitor: string | undefined) => void;
  visitor: (address: string | undefined) => void;
  pixel: (shop: string) => void;
}

export function createFloodgate({ rateLimit }: Pick<ShopifyPorts, 'rateLimit'>): Floodgate {
  const visitors = rateLimit(VISITOR);
  const forms = rateLimit(FORMS_OF_SHOP);
  const pixels = rateLimit(PIXEL_OF_SHOP);
  const visitor = (address: string | undefined) => {
    if (address !== undefined) refuseFor(visitors.take(address));
  };
  return {
    visitor,
    form: (shop, address) => {
      visitor(address === undefined ? undefined : `${shop} ${address}`);
      refuseFor(forms.take(shop));
    },
    pixel: (shop) => refuseFor(pixels.take(shop)),
  };
}

function refuseFor(seconds: number): void {
  if (seconds === 0) return;
  throw new ShopError('rate_limited', `Too much at once, so this was not kept. Send it again in ${seconds} s.`, {
    retryAfterSeconds: seconds,
  });
}
