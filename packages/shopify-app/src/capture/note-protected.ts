import type { Envelope } from '@handoff/shared/event';
import { z } from 'zod';
import { ProtectedField } from '../panel-api/resources.ts';
import type { Parts } from '../parts.ts';

type Found = Partial<Record<z.infer<typeof ProtectedField>['field'], 'approved' | 'withheld'>>;

const Noted = z.partialRecord(ProtectedField.shape.field, ProtectedField.shape.state).catch({});
const Address = z.looseObject({ line1: z.string().optional(), postalCode: z.string().optional() });
const Data = z.looseObject({ address: Address, billingAddress: Address, shippingAddress: Address }).partial();

/** Only Shopify's own records tell: what people type into the storefront's forms needs no approval. */
const FROM_SHOPIFY = /^(order|customer|consent)\./;

/**
 * Notes what of protected customer data comes in, for the panel and for reading nulls. What came once is approved, and a
 * null after that is a customer without: Shopify approves an app as a whole, not by customer.
 */
export async function noteProtected({ ports }: Pick<Parts, 'ports'>, shop: string, envelopes: readonly Envelope[]): Promise<void> {
  const found: Found = {};
  for (const envelope of envelopes) if (FROM_SHOPIFY.test(envelope.type)) Object.assign(found, foundIn(envelope), approvedIn(found));
  if (Object.keys(found).length === 0) return;
  const row = await ports.store.db.selectFrom('shopify_shops').select('protected_data').where('shop', '=', shop).executeTakeFirst();
  const before = Noted.parse(JSON.parse(row?.protected_data ?? '{}'));
  const after = { ...before, ...found, ...approvedIn(before) };
  if (ProtectedField.shape.field.options.every((field) => before[field] === after[field])) return;
  await ports.store.db
    .updateTable('shopify_shops')
    .set({ protected_data: JSON.stringify(after), updated_at: ports.clock.now() })
    .where('shop', '=', shop)
    .execute();
}

function foundIn({ subject, data, context }: Envelope): Found {
  const withheld = context?.['protectedData'];
  const addresses = Object.values(Data.safeParse(data).data ?? {}).map((address) => Address.safeParse(address).data);
  return {
    ...(withheld === 'email_not_available' ? { email: 'withheld' } : {}),
    ...(withheld === 'phone_not_available' ? { phone: 'withheld' } : {}),
    ...(isThere(subject?.email) ? { email: 'approved' } : {}),
    ...(isThere(subject?.phone) ? { phone: 'approved' } : {}),
    ...(isThere(subject?.name) || isThere(subject?.lastName) ? { name: 'approved' } : {}),
    ...(addresses.some((address) => isThere(address?.line1) || isThere(address?.postalCode)) ? { address: 'approved' } : {}),
  };
}

const approvedIn = (found: Partial<Record<string, string>>) =>
  Object.fromEntries(Object.entries(found).filter(([, state]) => state === 'approved'));

const isThere = (text: unknown): boolean => typeof text === 'string' && text !== '';
