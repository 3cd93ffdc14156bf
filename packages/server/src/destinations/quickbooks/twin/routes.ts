import type { Context, Hono } from 'hono';
import { ChangedCustomer, DOCUMENTS, NewCustomer, Removal, type TwinLine } from './bodies.ts';
import { multiplies, totalOf, unknownCode } from './documents.ts';
import type { TwinBooks } from './state.ts';

export const TOKEN = 'twin-access-token-0123456789';
export const REALM = '9130347596842384';
const ROOT = `/v3/company/${REALM}`;

export function addRoutes(app: Hono, books: TwinBooks): void {
  app.use('*', async (c, next) => {
    if (c.req.header('authorization') !== `Bearer ${TOKEN}`) return fault(c, 401, '3200', 'AuthenticationFailed', 'Token expired');
    if (!c.req.path.startsWith(`${ROOT}/`)) return fault(c, 403, '3100', 'ApplicationAuthorizationFailed', 'Not this company');
    const known = books.answers.get(c.req.query('requestid') ?? '');
    if (known !== undefined) return c.json(known as object);
    return next();
  });
  app.get(`${ROOT}/companyinfo/${REALM}`, (c) =>
    c.json({ CompanyInfo: { CompanyName: books.company.name, Country: books.company.country } }),
  );
  app.get(`${ROOT}/query`, (c) => search(c, books));
  app.get(`${ROOT}/customer/:id`, (c) => {
    const found = books.find('Customer', c.req.param('id'));
    return found === undefined ? fault(c, 400, '610', 'Object Not Found', 'Object Not Found') : c.json({ Customer: found });
  });
  app.post(`${ROOT}/customer`, (c) => writeCustomer(c, books));
  for (const kind of Object.keys(DOCUMENTS)) app.post(`${ROOT}/${kind.toLowerCase()}`, (c) => writeDocument(c, books, kind));
}

const QUERY = /^select \* from (\w+)(?: where (\w+) (?:= '((?:[^'\\]|\\.)*)'|= true|in \(.*\)))? maxresults 1000$/;

function search(c: Context, books: TwinBooks): Response {
  const match = QUERY.exec(c.req.query('query') ?? '');
  if (match === null) return fault(c, 400, '4000', 'Error parsing query', `QueryParserError: ${c.req.query('query')}`);
  const [, kind = '', field, value] = match;
  const wanted = value?.replaceAll(/\\(.)/g, '$1').toLowerCase();
  const found = books.of(kind).filter((entity) => {
    if (field === undefined || wanted === undefined) return true;
    const stored = field === 'PrimaryEmailAddr' ? (entity[field] as { Address?: string } | undefined)?.Address : entity[field];
    return typeof stored === 'string' && stored.toLowerCase() === wanted;
  });
  // A list may be behind: its tokens are not to be relied upon.
  const rows = found.map((entity) => ({ ...entity, SyncToken: '0' }));
  return c.json({ QueryResponse: rows.length === 0 ? {} : { [kind]: rows, startPosition: 1, maxResults: rows.length } });
}

async function writeCustomer(c: Context, books: TwinBooks): Promise<Response> {
  const body: unknown = await c.req.json();
  const changed = ChangedCustomer.safeParse(body);
  if (changed.success) {
    const { Id, SyncToken, sparse: _, ...members } = changed.data;
    const there = books.find('Customer', Id);
    if (there === undefined) return fault(c, 400, '610', 'Object Not Found', 'Object Not Found');
    if (there.SyncToken !== SyncToken) return fault(c, 400, '5010', 'Stale Object Error', 'You and another user were working on this');
    Object.assign(there, members, { SyncToken: String(Number(SyncToken) + 1) });
    return answer(c, books, { Customer: there });
  }
  const made = NewCustomer.safeParse(body);
  if (!made.success) return fault(c, 400, '2010', 'Request has invalid or unsupported property', made.error.message);
  if (books.hasName(made.data.DisplayName))
    return fault(c, 400, '6240', 'Duplicate Name Exists Error', 'The name supplied already exists.');
  return answer(c, books, { Customer: books.add('Customer', made.data) });
}

async function writeDocument(c: Context, books: TwinBooks, kind: string): Promise<Response> {
  const body: unknown = await c.req.json();
  if (c.req.query('operation') === 'delete') return removeDocument(c, books, kind, body);
  const parsed = DOCUMENTS[kind]?.safeParse(body);
  if (parsed?.success !== true) return fault(c, 400, '2010', 'Request has invalid or unsupported property', String(parsed?.error.message));
  const lines = parsed.data['Line'] as TwinLine[];
  const customer = (parsed.data['CustomerRef'] as { value: string } | undefined)?.value;
  if (customer !== undefined && books.find('Customer', customer) === undefined)
    return fault(c, 400, '2500', 'Invalid Reference Id', `Invalid Reference Id : CustomerRef ${customer}`);
  const code = unknownCode(books.company, lines);
  if (code !== undefined) return fault(c, 400, '2500', 'Invalid Reference Id', `Invalid Reference Id : TaxCode ${code}`);
  if (!multiplies(lines))
    return fault(c, 400, '6070', 'Amount calculation incorrect in the request', 'Amount is not equal to UnitPrice * Qty');
  const date = parsed.data['TxnDate'];
  if (typeof date === 'string' && date <= (books.company.closedUntil ?? ''))
    return fault(c, 400, '6210', 'Account Period Closed', 'The account period has closed');
  const number = parsed.data['DocNumber'];
  if (books.company.uniqueNumbers && number !== undefined && books.of(kind).some((entity) => entity['DocNumber'] === number))
    return fault(c, 400, '6140', 'Duplicate Document Number Error', 'DocNumber is assigned to another');
  const { total, tax } = totalOf(books.company, parsed.data);
  return answer(c, books, { [kind]: books.add(kind, { ...parsed.data, TotalAmt: total, TxnTaxDetail: { TotalTax: tax } }) });
}

function removeDocument(c: Context, books: TwinBooks, kind: string, body: unknown): Response {
  const parsed = Removal.safeParse(body);
  if (!parsed.success) return fault(c, 400, '2020', 'Required param missing', 'Id and SyncToken');
  const index = books.of(kind).findIndex((entity) => entity.Id === parsed.data.Id);
  if (index === -1)
    return fault(c, 400, '610', 'Object Not Found', 'Object Not Found : Something you are trying to use has been made inactive');
  books.of(kind).splice(index, 1);
  return c.json({ [kind]: { Id: parsed.data.Id, status: 'Deleted' } });
}

/** Remembers what it answered to a request id. */
function answer(c: Context, books: TwinBooks, json: object): Response {
  const id = c.req.query('requestid');
  if (id !== undefined) books.answers.set(id, structuredClone(json));
  return c.json(json);
}

function fault(c: Context, status: 400 | 401 | 403, code: string, message: string, detail: string): Response {
  const type = status === 401 ? 'AUTHENTICATION' : 'ValidationFault';
  return c.json({ Fault: { Error: [{ Message: message, Detail: detail, code }], type }, time: '2026-11-21T04:00:00.000-08:00' }, status);
}
