import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { exact, sum, toNumber } from '../kit/money.ts';
import type { OpenApi } from '../testing/normalize.ts';
import { tooManyRequests, type VendorLimit } from '../testing/rate.ts';
import { createContractCheck, loadSpec } from '../testing/spec.ts';
import { createTwin, type ContractCheck, type RequestSeen, type Twin, type TwinOptions } from '../testing/twin.ts';

export const OBLIO_SPEC = 'oblio/invoice.handwritten.json';
export const EMAIL = 'owner@shop.example';
export const SECRET = 'twin-oblio-secret-0123456789';
export const CIF = 'RO37311090';

/** The contract, with the members of Oblio's own SDK and the reading calls that it leaves out. */
export function oblioContract(): ContractCheck | undefined {
  const texts = (names: string[]) => Object.fromEntries(names.map((name) => [name, { type: 'string' }]));
  const overlay = ({ paths }: OpenApi) => {
    const media = paths['/api/docs/invoice']?.post?.requestBody?.content?.['application/json'];
    const properties = media?.schema?.properties;
    Object.assign(properties ?? {}, texts(['mentions', 'internalNote', 'workStation']), { useStock: { type: 'integer' } });
    Object.assign(properties?.['client']?.properties ?? {}, texts(['rc', 'code', 'address', 'state', 'city', 'country', 'phone']));
    const cif = { name: 'cif', in: 'query' as const, required: true, schema: { type: 'string' } };
    paths['/api/nomenclature/companies'] = { get: {} };
    paths['/api/nomenclature/series'] = { get: { parameters: [cif] } };
  };
  return createContractCheck(loadSpec(OBLIO_SPEC), { overlays: [overlay] });
}

const Product = z.strictObject({
  name: z.string().min(1),
  code: z.string().optional(),
  price: z.number(),
  measuringUnit: z.string(),
  currency: z.string().length(3),
  vatName: z.string().optional(),
  vatPercentage: z.number().optional(),
  vatIncluded: z.literal(true).optional(),
  quantity: z.number(),
  productType: z.enum(['Marfa', 'Serviciu']),
});
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const Invoice = z.strictObject({
  cif: z.string(),
  client: z.strictObject({
    name: z.string().min(1),
    ...Object.fromEntries(['cif', 'address', 'city', 'state', 'country', 'email', 'phone'].map((name) => [name, z.string().optional()])),
  }),
  idempotencyKey: z.string().max(64),
  issueDate: date.optional(),
  dueDate: date.optional(),
  seriesName: z.string(),
  language: z.string().length(2),
  precision: z.literal(2),
  currency: z.string().length(3),
  mentions: z.string().optional(),
  useStock: z.literal(0),
  products: z.array(Product).min(1),
});

export interface TwinInvoice extends z.infer<typeof Invoice> {
  number: string;
  /** What it comes to. */
  total: number;
}

export interface OblioTwinOptions extends TwinOptions {
  /** How it answers a key it knows: with the invoice, or with a refusal. */
  onRepeat?: 'answer' | 'refuse';
  vatNames?: string[];
  checkContract?: ContractCheck | undefined;
}

export interface OblioTwin extends Twin {
  invoices: TwinInvoice[];
  /** Ends the token before its time. */
  endToken: () => void;
}

/** A stand-in for one Oblio account. */
export function createOblioTwin(options: OblioTwinOptions = {}): OblioTwin {
  const invoices: TwinInvoice[] = [];
  const vatNames = options.vatNames ?? ['Normala', 'Redusa'];
  let ended = 0;
  const token = () => `twin-oblio-token-0123456789-${ended}`;
  const issue = async (c: Context) => {
    const body = Invoice.safeParse(await c.req.json());
    if (!body.success) return answer(c, 400, `Date invalide: ${body.error.message}`);
    const invoice = body.data;
    const before = invoices.find((known) => known.idempotencyKey === invoice.idempotencyKey);
    if (before !== undefined && options.onRepeat === 'refuse') return answer(c, 400, 'Documentul a fost deja emis (idempotencyKey)');
    if (before !== undefined) return answer(c, 200, 'Success', told(before));
    if (invoice.cif !== CIF) return answer(c, 400, 'Firma nu exista');
    if (invoice.seriesName !== 'HND') return answer(c, 400, `Seria ${invoice.seriesName} nu exista`);
    const vat = invoice.products.find(({ vatName }) => vatName !== undefined && !vatNames.includes(vatName));
    if (vat !== undefined) return answer(c, 400, `Cota TVA ${vat.vatName} nu exista`);
    const issued = { ...invoice, number: String(invoices.length + 1).padStart(4, '0'), total: totalOf(invoice.products) };
    invoices.push(issued);
    return answer(c, 200, 'Success', told(issued));
  };
  const twin = createTwin({
    origins: ['https://www.oblio.eu'],
    routes: (app: Hono) => {
      app.post('/api/authorize/token', async (c) => {
        const form = await c.req.json<Record<string, unknown>>();
        if (form['client_id'] !== EMAIL || form['client_secret'] !== SECRET) return answer(c, 400, 'Datele de autentificare sunt gresite');
        return c.json({ access_token: token(), expires_in: '3600', token_type: 'Bearer', scope: '', request_time: '1795262400' });
      });
      app.use('*', async (c, next) => (c.req.header('authorization') === `Bearer ${token()}` ? next() : answer(c, 401, 'Token invalid')));
      app.get('/api/nomenclature/companies', (c) => answer(c, 200, 'Success', [{ cif: CIF, company: 'Ceai & Co SRL' }]));
      app.get('/api/nomenclature/series', (c) =>
        answer(c, 200, 'Success', [
          { type: 'Factura', name: 'HND', next: '0001' },
          { type: 'Proforma', name: 'PRO', next: '0001' },
        ]),
      );
      app.post('/api/docs/invoice', issue);
    },
    snapshot: () => structuredClone(invoices),
    checkContract: options.checkContract,
    limits,
    ...(options.now === undefined ? {} : { now: options.now }),
  });
  return { ...twin, invoices, endToken: () => void (ended += 1) };
}

function told({ seriesName, number }: TwinInvoice) {
  return { seriesName, number, link: `https://www.oblio.eu/docs/view/${seriesName}-${number}` };
}

function totalOf(products: z.infer<typeof Product>[]): number {
  return toNumber(sum(products.map(({ price, quantity }) => ((exact(price) ?? 0n) * (exact(quantity) ?? 0n)) / 10n ** 8n)));
}

/** Oblio's API page: more than three requests a second block the token for ten minutes. */
function limits({ path }: RequestSeen): VendorLimit[] {
  const refuse = () => ({ ...tooManyRequests(600_000), body: { status: 429, statusMessage: 'Token blocat' } });
  return path === '/api/authorize/token' ? [] : [{ scope: 'token', max: 3, windowMs: 1000, answer: refuse }];
}

function answer(c: Context, status: 200 | 400 | 401, statusMessage: string, data?: unknown): Response {
  return c.json({ status, statusMessage, data }, status);
}
