import { z } from 'zod';

const Ref = z.strictObject({ value: z.string().min(1), name: z.string().optional() });
const Email = z.strictObject({
  Address: z
    .string()
    .max(100)
    .regex(/^[^\s@]+@[^\s@]+$/),
});
const Address = z.strictObject({
  Line1: z.string().max(500).optional(),
  Line2: z.string().max(500).optional(),
  City: z.string().max(255).optional(),
  Country: z.string().max(255).optional(),
  CountrySubDivisionCode: z.string().max(255).optional(),
  PostalCode: z.string().max(30).optional(),
});

const customer = {
  DisplayName: z
    .string()
    .min(1)
    .max(500)
    .regex(/^[^:\t\n]+$/),
  GivenName: z.string().max(100).optional(),
  FamilyName: z.string().max(100).optional(),
  CompanyName: z.string().max(100).optional(),
  PrimaryEmailAddr: Email.optional(),
  PrimaryPhone: z.strictObject({ FreeFormNumber: z.string().max(30) }).optional(),
  BillAddr: Address.optional(),
  Notes: z.string().max(2000).optional(),
};
export const NewCustomer = z.strictObject(customer);
export const ChangedCustomer = z.strictObject({
  ...customer,
  DisplayName: customer.DisplayName.optional(),
  Id: z.string(),
  SyncToken: z.string(),
  sparse: z.literal(true),
});

const Line = z.strictObject({
  DetailType: z.literal('SalesItemLineDetail'),
  Amount: z.number(),
  Description: z.string().max(4000).optional(),
  SalesItemLineDetail: z.strictObject({
    ItemRef: Ref.optional(),
    Qty: z.number(),
    UnitPrice: z.number(),
    TaxCodeRef: Ref.optional(),
  }),
});
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const document = {
  DocNumber: z.string().max(21).optional(),
  TxnDate: date.optional(),
  CurrencyRef: Ref,
  CustomerRef: Ref.optional(),
  BillEmail: Email.optional(),
  BillAddr: Address.optional(),
  ShipAddr: Address.optional(),
  CustomerMemo: z.strictObject({ value: z.string().max(1000) }).optional(),
  PrivateNote: z.string().max(4000).optional(),
  CustomField: z
    .array(z.strictObject({ DefinitionId: z.string(), Type: z.literal('StringType'), StringValue: z.string().max(31) }))
    .max(3)
    .optional(),
  GlobalTaxCalculation: z.literal('TaxExcluded').optional(),
  Line: z.array(Line).min(1),
  TxnTaxDetail: z.strictObject({ TotalTax: z.number() }).optional(),
};
const paid = { DepositToAccountRef: Ref.optional(), PaymentMethodRef: Ref.optional() };

export const DOCUMENTS: Record<string, z.ZodType<Record<string, unknown>>> = {
  SalesReceipt: z.strictObject({ ...document, ...paid }),
  Invoice: z.strictObject({ ...document, CustomerRef: Ref, DueDate: date.optional() }),
  RefundReceipt: z.strictObject({ ...document, ...paid, DepositToAccountRef: Ref }),
};
export const Removal = z.strictObject({ Id: z.string(), SyncToken: z.string() });
export type TwinLine = z.infer<typeof Line>;
