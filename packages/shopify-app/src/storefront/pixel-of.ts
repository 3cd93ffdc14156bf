import type { z } from 'zod';
import type { Pixel } from '../panel-api/resources.ts';
import type { ShopRow } from '../shop/find.ts';

/** What Shopify asks of an app before it may set a pixel. */
export const PIXEL_SCOPES = ['write_pixels', 'read_customer_events'] as const;

export function hasPixelScopes({ scopes }: Pick<ShopRow, 'scopes'>): boolean {
  const granted = scopes.split(/[\s,]+/);
  return PIXEL_SCOPES.every((scope) => granted.includes(scope));
}

/** The state of a shop's pixel. `wanted`: somebody just tried to turn it on. */
export function pixelOf(row: Pick<ShopRow, 'scopes' | 'pixel_id'> & { wanted?: boolean }): z.infer<typeof Pixel> {
  if ((row.pixel_id !== null || row.wanted === true) && !hasPixelScopes(row)) {
    return {
      state: 'scope_missing',
      message: 'The pixel needs your permission to set a pixel and to read customer events. Grant both, then turn it on.',
    };
  }
  return { state: row.pixel_id === null ? 'off' : 'on', message: null };
}
