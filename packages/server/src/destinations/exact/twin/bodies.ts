import { z } from 'zod';

const guid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);
const account = {
  Name: z.string().min(1).max(150),
  Email: z.string().max(128).optional(),
  Phone: z.string().max(50).optional(),
  AddressLine1: z.string().max(100).optional(),
  AddressLine2: z.string().max(100).optional(),
  City: z.string().max(50).optional(),
  Postcode: z.string().max(20).optional(),
  Country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  VATNumber: z.string().max(20).optional(),
  Remarks: z.string().optional(),
};
export const NewAccount = z.strictObject({ ...account, Status: z.literal('C') });
export const ChangedAccount = z.strictObject({ ...account, Name: account.Name.optional() });

const Line = z.strictObject({
  Item: guid,
  Description: z.string().max(100).optional(),
  Quantity: z.number(),
  NetPrice: z.number(),
  VATCode: z.string().max(3).optional(),
});
export type TwinLine = z.infer<typeof Line>;

export const NewInvoice = z.strictObject({
  OrderedBy: guid,
  Journal: z.string(),
  Currency: z.string().length(3),
  YourRef: z.string().max(30),
  Remarks: z.string(),
  InvoiceDate: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T00:00:00$/)
    .optional(),
  OrderDate: z.string().optional(),
  Description: z.string().max(100).optional(),
  PaymentCondition: z.string().optional(),
  SalesInvoiceLines: z.array(Line).min(1),
});
