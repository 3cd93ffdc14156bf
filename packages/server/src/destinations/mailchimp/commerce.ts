import { z } from 'zod';

const Text = z.string().trim().max(255);
/** A decimal as text, as events carry it, or a number. */
export const Money = z.union([z.string().regex(/^-?\d+(\.\d+)?$/, 'An amount is written 12.50.'), z.number()]);

/** An address as events carry it; what is not known stays out. */
export const StreetAddress = z.object({
  name: Text.optional(),
  company: Text.optional(),
  line1: Text.optional(),
  line2: Text.optional(),
  city: Text.optional(),
  region: Text.optional(),
  postalCode: Text.optional(),
  country: Text.optional(),
  phone: Text.optional(),
});
type StreetAddress = z.infer<typeof StreetAddress>;

export const Line = z.object({
  id: z.string().max(50).optional(),
  productId: z.string().max(50).optional(),
  variantId: z.string().max(50).optional(),
  sku: z.string().max(255).nullish(),
  title: z.string().nullish(),
  variantTitle: z.string().nullish(),
  quantity: z.number().nonnegative(),
  unitPrice: Money,
  discount: Money.optional(),
});
export type Line = z.infer<typeof Line>;

/** The address of a customer, who has no name and phone there. */
export function toAddress(address: StreetAddress | undefined): Record<string, string> | undefined {
  const { line1, line2, city, region, postalCode, country } = address ?? {};
  return present({
    address1: line1,
    address2: line2,
    city,
    province: region,
    postal_code: postalCode,
    ...(country !== undefined && /^[A-Z]{2}$/.test(country) ? { country_code: country } : { country }),
  });
}

/** The billing or shipping address of an order. */
export function toOrderAddress(address: StreetAddress | undefined): Record<string, string> | undefined {
  const { name, company, phone } = address ?? {};
  return present({ name, company, phone, ...toAddress(address) });
}

/** Only what is there; undefined where nothing is. */
export function present<T>(parts: Record<string, T | undefined>): Record<string, T> | undefined {
  const entries = Object.entries(parts).filter((entry): entry is [string, T] => entry[1] !== undefined && entry[1] !== '');
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
