import type { Context, Hono } from 'hono';
import { ChangedAccount, NewAccount, NewInvoice } from './bodies.ts';
import type { TwinDivision, TwinRecord } from './state.ts';
import { tokenEndpoint } from './tokens.ts';

export const TOKEN = 'twin-exact-access-token-0123456789';
export const DIVISION = '2826462';
const ACCOUNTS = 'crm/Accounts';
const INVOICES = 'salesinvoice/SalesInvoices';

export function addRoutes(app: Hono, books: TwinDivision, now: () => number): void {
  app.post('/api/oauth2/token', tokenEndpoint(now));
  app.use('/api/v1/*', async (c, next) => {
    if (c.req.header('authorization') !== `Bearer ${TOKEN}`) return c.body('', 401);
    return next();
  });
  app.get('/api/v1/current/Me', (c) => c.json({ d: { results: [{ CurrentDivision: Number(DIVISION), FullName: 'Anna de Vries' }] } }));
  app.all('/api/v1/:division/*', async (c) => {
    const { division } = c.req.param();
    if (division !== DIVISION) return refuse(c, 403, 'Forbidden');
    const rest = c.req.path.slice(`/api/v1/${division}/`.length);
    const one = /^(\w+\/\w+)\(guid'([^']+)'\)$/.exec(decodeURIComponent(rest));
    if (one !== null) return onOne(c, books, one[1] ?? '', one[2] ?? '');
    if (c.req.method === 'GET') return list(c, books, rest);
    if (rest === ACCOUNTS && c.req.method === 'POST') return addAccount(c, books);
    if (rest === INVOICES && c.req.method === 'POST') return addInvoice(c, books);
    return refuse(c, 404, 'Resource not found');
  });
}

const TERM = /^(\w+) eq (?:'((?:[^']|'')*)'|guid'([^']+)'|(\d+))$/;

function list(c: Context, books: TwinDivision, resource: string): Response {
  const select = c.req.query('$select');
  if (select === undefined) return refuse(c, 400, 'Please add a $select or a $top=1 statement to the query string');
  const terms = (c.req.query('$filter') ?? '').split(' or ').filter((term) => term !== '');
  const wanted = terms.map((term) => TERM.exec(term));
  if (wanted.some((term) => term === null)) return refuse(c, 400, `Syntax error in ${c.req.query('$filter')}`);
  const fits = (record: TwinRecord) =>
    wanted.length === 0 ||
    wanted.some((term) => {
      const [, field = '', text, guid, number] = term ?? [];
      const stored = record[field];
      return (
        number !== undefined ||
        (typeof stored === 'string' && stored.toLowerCase() === (text?.replaceAll("''", "'") ?? guid ?? '').toLowerCase())
      );
    });
  const fields = select.split(',');
  const results = books
    .of(resource)
    .filter(fits)
    .map((record) => Object.fromEntries(fields.map((field) => [field, record[field] ?? null])));
  return c.json({ d: { results } });
}

async function onOne(c: Context, books: TwinDivision, resource: string, id: string): Promise<Response> {
  const key = resource === INVOICES ? 'InvoiceID' : 'ID';
  const index = books.of(resource).findIndex((record) => record[key] === id);
  const found = books.of(resource)[index];
  if (found === undefined) return refuse(c, 404, 'Resource not found');
  if (c.req.method === 'DELETE' && resource === INVOICES) {
    if (found['Status'] === 50) return refuse(c, 400, 'Not allowed: Delete - Processed');
    books.of(resource).splice(index, 1);
    return c.body(null, 204);
  }
  if (c.req.method !== 'PUT' || resource !== ACCOUNTS) return refuse(c, 404, 'Resource not found');
  const body = ChangedAccount.safeParse(await c.req.json());
  if (!body.success) return refuse(c, 400, body.error.message);
  Object.assign(found, body.data);
  return c.body(null, 204);
}

async function addAccount(c: Context, books: TwinDivision): Promise<Response> {
  const body = NewAccount.safeParse(await c.req.json());
  if (!body.success) return refuse(c, 400, `Mandatory: ${body.error.message}`);
  const account = { ID: books.guid(), ...body.data };
  books.of(ACCOUNTS).push(account);
  return c.json({ d: account }, 201);
}

async function addInvoice(c: Context, books: TwinDivision): Promise<Response> {
  const body = NewInvoice.safeParse(await c.req.json());
  if (!body.success) return refuse(c, 400, `Mandatory: ${body.error.message}`);
  const { SalesInvoiceLines: lines, ...head } = body.data;
  if (!books.of('financial/Journals').some(({ Code }) => Code === head.Journal))
    return refuse(c, 400, `Does not exist: Journal ${head.Journal}`);
  if (!books.of(ACCOUNTS).some(({ ID }) => ID === head.OrderedBy)) return refuse(c, 400, 'Does not exist: Ordered by');
  if (lines.some((line) => !books.of('logistics/Items').some(({ ID }) => ID === line.Item))) return refuse(c, 400, 'Does not exist: Item');
  const code = lines.map(({ VATCode }) => VATCode).find((vat) => vat !== undefined && books.vat[vat] === undefined);
  if (code !== undefined) return refuse(c, 400, `Does not exist: VAT code ${code}`);
  const invoice = { InvoiceID: books.guid(), ...head, Status: 20, Lines: lines, AmountFC: books.totalOf(lines) };
  books.of(INVOICES).push(invoice);
  // The amounts are told when it is read.
  return c.json({ d: { InvoiceID: invoice.InvoiceID, YourRef: head.YourRef } }, 201);
}

function refuse(c: Context, status: 400 | 403 | 404, value: string): Response {
  return c.json({ error: { code: '', message: { lang: '', value } } }, status);
}
