import type { Meaning } from '../meanings.ts';
import type { Evidence } from './evidence.ts';

/** Places of our own envelope whose meaning is certain. */
const PLACES: Readonly<Record<string, Meaning>> = {
  '/subject/email': 'email',
  '/subject/phone': 'phone',
  '/subject/name': 'fullName',
  '/subject/firstName': 'firstName',
  '/subject/lastName': 'lastName',
  '/subject/company': 'company',
  '/subject/country': 'country',
  '/data/orderId': 'orderId',
  '/data/number': 'orderNumber',
  '/data/total': 'orderTotal',
  '/data/status': 'orderStatus',
  '/data/currency': 'currency',
  '/data/note': 'message',
};
/** Places whose names mislead: a customer's `state` is that of their account. */
const OTHERS =
  /^\/subject\/externalIds\/|^\/data\/(state|tags|test|adminUrl|customerId|verifiedEmail|ordersCount|totalSpent|subtotal|tax|taxes|taxesIncluded|fees|shipping|discount|discountCodes|refundId|amount|reason)(\/|$)|^\/data\/lines\/\d+\/(id|lineItemId|productId|variantId|unitPrice|discount|amount|tax)$/;
const ADDRESS_PARTS: Readonly<Record<string, Meaning>> = {
  name: 'fullName',
  company: 'company',
  line1: 'street',
  line2: 'street2',
  city: 'city',
  region: 'province',
  postalCode: 'postalCode',
  country: 'country',
  phone: 'phone',
};
const LINE_PARTS: Readonly<Record<string, Meaning>> = { title: 'product', sku: 'product', quantity: 'quantity' };
const CERTAIN = 12;

/** A pointer into the event, of orders above all: there is nothing to guess. */
export function fromEventPath(key: string): Evidence[] {
  const of = (Object.hasOwn(PLACES, key) ? PLACES[key] : undefined) ?? addressPart(key) ?? linePart(key);
  if (OTHERS.test(key)) return [{ of: 'choice', where: 'path', seen: key, weight: CERTAIN }];
  return of === undefined ? [] : [{ of, where: 'path', seen: key, weight: CERTAIN }];
}

function addressPart(key: string): Meaning | undefined {
  const part = /^\/data\/(?:billingAddress|shippingAddress|address)\/(\w+)$/.exec(key)?.[1] ?? '';
  return Object.hasOwn(ADDRESS_PARTS, part) ? ADDRESS_PARTS[part] : undefined;
}

function linePart(key: string): Meaning | undefined {
  const part = /^\/data\/lines\/\d+\/(\w+)$/.exec(key)?.[1] ?? '';
  return Object.hasOwn(LINE_PARTS, part) ? LINE_PARTS[part] : undefined;
}
