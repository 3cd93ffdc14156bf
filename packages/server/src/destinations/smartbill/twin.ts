import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { exact, sum, toNumber } from '../kit/money.ts';
import type { OpenApi } from '../testing/normalize.ts';
import type { VendorLimit } from '../testing/rate.ts';
import { createContractCheck, loadSpec } from '../testing/spec.ts';
import { createTwin, type ContractCheck, type Twin, type TwinOptions } from '../testing/twin.ts';

export const SMARTBILL_SPEC = 'smartbill/invoice.handwritten.json';
export const EMAIL = 'owner@shop.example';
export const TOKEN = '002|twin-smartbill-token-0123456789';
export const CIF = 'RO37311090';
const ROOT = '/SBORO/api';

/** The contract, with the members and the reading call that it leaves out. */
export function smartbillContract(): ContractCheck | undefined {
  const overlay = ({ paths }: OpenApi) => {
    const properties = paths['/invoice']?.post?.requestBody?.content?.['application/json']?.schema?.properties;
    Object.assign(properties ?? {}, { mentions: { type: 'string' } });
    const query = (name: string) => ({ name, in: 'query' as const, required: true, schema: { type: 'string' } });
    paths['/series'] = { get: { parameters: [query('cif'), query('type')] } };
  };
  return createContractCheck(loadSpec(SMARTBILL_SPEC), { overlays: [overlay] });
}

const Product = z.strictObject({
  name: z.string().min(1),
  code: z.string().optional(),
  isDiscount: z.literal(false),
  measuringUnitName: z.string().min(1),
  currency: z.string().length(3),
  quantity: z.number(),
  price: z.number(),
  isTaxIncluded: z.literal(true).optional(),
  taxName: z.string().optional(),
  taxPercentage: z.number().optional(),
  saveToDb: z.literal(false),
  isService: z.boolean(),
});
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const Invoice = z.strictObject({
  companyVatCode: z.string(),
  seriesName: z.string(),
  client: z.strictObject({
    name: z.string().min(1),
    ...Object.fromEntries(['vatCode', 'address', 'city', 'county', 'country', 'email'].map((name) => [name, z.string().optional()])),
    saveToDb: z.literal(false),
  }),
  isDraft: z.boolean(),
  issueDate: date.optional(),
  dueDate: date.optional(),
  currency: z.string().length(3),
  mentions: z.string().optional(),
  useStock: z.literal(false),
  sendEmail: z.literal(false),
  products: z.array(Product).min(1),
});

export interface TwinInvoice extends z.infer<typeof Invoice> {
  number: string;
  /** What it comes to. */
  total: number;
}

export interface SmartbillTwinOptions extends TwinOptions {
  vatNames?: string[];
  checkContract?: ContractCheck | undefined;
}

export interface SmartbillTwin extends Twin {
  invoices: TwinInvoice[];
}

/** A stand-in for one company in SmartBill, which issues whatever it is asked to, as often as it is asked. */
export function createSmartbillTwin(options: SmartbillTwinOptions = {}): SmartbillTwin {
  const invoices: TwinInvoice[] = [];
  const vatNames = options.vatNames ?? ['Normala', 'Redusa'];
  const issue = async (c: Context) => {
    const body = Invoice.safeParse(await c.req.json());
    if (!body.success) return refuse(c, 400, `Date invalide: ${body.error.message}`);
    const invoice = body.data;
    if (invoice.companyVatCode !== CIF) return refuse(c, 400, 'Firma nu a fost gasita');
    if (invoice.seriesName !== 'HND') return refuse(c, 400, `Seria ${invoice.seriesName} nu exista`);
    const vat = invoice.products.find(({ taxName }) => taxName !== undefined && !vatNames.includes(taxName));
    if (vat !== undefined) return refuse(c, 400, `Cota TVA ${vat.taxName} nu exista`);
    const number = invoice.isDraft ? '' : String(invoices.length + 1).padStart(4, '0');
    invoices.push({ ...invoice, number, total: totalOf(invoice.products) });
    return c.json({ errorText: '', message: '', number, series: invoice.isDraft ? '' : invoice.seriesName, url: '' });
  };
  const twin = createTwin({
    origins: ['https://ws.smartbill.ro'],
    routes: (app: Hono) => {
      app.use('*', async (c, next) => {
        const key = Buffer.from(c.req.header('authorization')?.replace('Basic ', '') ?? '', 'base64').toString();
        return key === `${EMAIL}:${TOKEN}` ? next() : refuse(c, 401, 'Autentificare esuata');
      });
      app.get(`${ROOT}/series`, (c) => c.json({ errorText: '', list: [{ name: 'HND', nextNumber: invoices.length + 1, type: 'f' }] }));
      app.post(`${ROOT}/invoice`, issue);
    },
    snapshot: () => structuredClone(invoices),
    checkContract: options.checkContract,
    limits,
    ...(options.now === undefined ? {} : { now: options.now }),
  });
  return { ...twin, invoices };
}

function totalOf(products: z.infer<typeof Product>[]): number {
  return toNumber(sum(products.map(({ price, quantity }) => ((exact(price) ?? 0n) * (exact(quantity) ?? 0n)) / 10n ** 8n)));
}

/** SmartBill: 30 calls in ten seconds, then blocked for about ten minutes. */
function limits(): VendorLimit[] {
  const answer = () => ({
    status: 403,
    headers: { 'x-ratelimit-limit': '30', 'x-ratelimit-remaining': '0' },
    body: { errorText: 'Limita de apeluri a fost depasita' },
  });
  return [{ scope: 'company', max: 30, windowMs: 10_000, answer }];
}

function refuse(c: Context, status: 400 | 401, errorText: string): Response {
  return c.json({ errorText, message: '', number: '', series: '', url: '' }, status);
}
