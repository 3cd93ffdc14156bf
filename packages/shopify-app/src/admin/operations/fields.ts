import { z } from 'zod';

/** Parts that several operations select, as GraphQL text and as the zod schema of what comes back. */

export const MONEY = '{ shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }';
const Money = z.object({ amount: z.string(), currencyCode: z.string() });
export const MoneyBag = z.object({ shopMoney: Money, presentmentMoney: Money });
export type MoneyBag = z.infer<typeof MoneyBag>;

/** `countryCodeV2` is an ISO code. */
export const ADDRESS = '{ firstName lastName name company address1 address2 city province provinceCode zip country countryCodeV2 phone }';
const text = z.string().nullable();
export const Address = z.object({
  firstName: text,
  lastName: text,
  name: text,
  company: text,
  address1: text,
  address2: text,
  city: text,
  province: text,
  provinceCode: text,
  zip: text,
  country: text,
  countryCodeV2: text,
  phone: text,
});
export type Address = z.infer<typeof Address>;

export const TAX_LINES = `{ title rate priceSet ${MONEY} }`;
export const TaxLine = z.object({ title: z.string(), rate: z.number().nullable(), priceSet: MoneyBag });

export const Attribute = z.object({ key: z.string(), value: text });

export const PAGE_INFO = 'pageInfo { hasNextPage endCursor }';
export const PageInfo = z.object({ hasNextPage: z.boolean(), endCursor: text });

/** Shopify writes 64-bit numbers as text. */
export const Whole = z.union([z.string().regex(/^\d+$/), z.number()]).transform(Number);
