import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { googleError } from '../../testing/google.ts';
import { Refusal, type TwinCell, type Workbook } from './workbook.ts';

const Cell = z.union([
  z.string().max(50_000, 'Your input contains more than the maximum of 50000 characters in a single cell.'),
  z.number(),
  z.boolean(),
  z.null(),
]);
const ValueRange = z.strictObject({
  range: z.string().optional(),
  majorDimension: z.literal('ROWS'),
  values: z.array(z.array(Cell)).min(1),
});

const Input = { valueInputOption: z.enum(['RAW', 'USER_ENTERED']) };
const AppendQuery = z.strictObject({
  ...Input,
  insertDataOption: z.enum(['INSERT_ROWS', 'OVERWRITE']).default('OVERWRITE'),
  includeValuesInResponse: z.literal('true').optional(),
  responseValueRenderOption: z.literal('UNFORMATTED_VALUE').optional(),
});
const UpdateQuery = z.strictObject(Input);
const ReadQuery = z.strictObject({
  majorDimension: z.enum(['ROWS', 'COLUMNS']).default('ROWS'),
  prettyPrint: z.literal('false').optional(),
});
const SheetQuery = z.strictObject({ ranges: z.string(), fields: z.string().min(1), prettyPrint: z.literal('false').optional() });

interface Parts {
  spreadsheet: string;
  accepts: (authorization: string | undefined) => boolean;
}

export function addRoutes(app: Hono, workbook: Workbook, { spreadsheet, accepts }: Parts): void {
  app.use('/v4/*', async (c, next) => {
    if (!accepts(c.req.header('authorization')))
      return googleError(c, 401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.');
    const id = c.req.path.split('/')[3] ?? '';
    return id === spreadsheet ? next() : googleError(c, 404, 'NOT_FOUND', 'Requested entity was not found.');
  });

  app.get('/v4/spreadsheets/:id', (c) =>
    answer(c, () => {
      const { ranges } = SheetQuery.parse(c.req.query());
      const range = workbook.parse(ranges);
      const rowData = workbook
        .read(range)
        .map((row) => ({ values: row.map((cell) => (cell === null ? {} : { formattedValue: shown(cell) })) }));
      const { id: sheetId, title, rows, columns: columnCount } = range.tab;
      const properties = { sheetId, title, gridProperties: { rowCount: Math.max(1000, rows.length), columnCount } };
      return { properties: { title: 'Shop' }, sheets: [{ properties, data: [rowData.length === 0 ? {} : { rowData }] }] };
    }),
  );

  app.get('/v4/spreadsheets/:id/values/:range', (c) =>
    answer(c, () => {
      const { majorDimension } = ReadQuery.parse(c.req.query());
      const rows = workbook.read(workbook.parse(c.req.param('range')));
      const values = majorDimension === 'ROWS' ? rows : [rows.map((row) => row[0] ?? '')];
      return { range: c.req.param('range'), majorDimension, ...(rows.length === 0 ? {} : { values }) };
    }),
  );

  app.put('/v4/spreadsheets/:id/values/:range', async (c) => {
    const body: unknown = await c.req.json();
    return answer(c, () => {
      const { valueInputOption } = UpdateQuery.parse(c.req.query());
      const { values } = ValueRange.parse(body);
      workbook.write(
        workbook.parse(c.req.param('range')),
        values.map((row) => row.map((cell) => entered(cell, valueInputOption))),
      );
      return { spreadsheetId: spreadsheet, updatedRange: c.req.param('range') };
    });
  });

  app.post('/v4/spreadsheets/:id/values/:range', async (c) => {
    const body: unknown = await c.req.json();
    return answer(c, () => {
      const [, text = ''] = /^(.*):append$/.exec(c.req.param('range')) ?? [];
      const query = AppendQuery.parse(c.req.query());
      const { values } = ValueRange.parse(body);
      const range = workbook.parse(text);
      const { row, column, kept } = workbook.append(
        range,
        (values[0] ?? []).map((cell) => entered(cell, query.valueInputOption)),
        query.insertDataOption === 'INSERT_ROWS',
      );
      const updatedRange = `${range.tab.title}!${letters(column)}${row + 1}:${letters(column + kept.length - 1)}${row + 1}`;
      const updatedData = { range: updatedRange, majorDimension: 'ROWS', values: [kept.map((cell) => (cell === null ? '' : cell))] };
      return {
        spreadsheetId: spreadsheet,
        updates: { updatedRange, updatedRows: 1, ...(query.includeValuesInResponse ? { updatedData } : {}) },
      };
    });
  });
}

function answer(c: Context, work: () => object): Response {
  try {
    return c.json(work());
  } catch (error) {
    const message =
      error instanceof z.ZodError ? (error.issues[0]?.message ?? 'Invalid value') : error instanceof Refusal ? error.message : undefined;
    if (message === undefined) throw error;
    return googleError(c, 400, 'INVALID_ARGUMENT', message);
  }
}

/** RAW keeps what is sent; USER_ENTERED reads it as if a person had typed it. */
function entered(cell: string | number | boolean | null, option: 'RAW' | 'USER_ENTERED'): TwinCell {
  if (option === 'RAW' || typeof cell !== 'string') return cell;
  if (/^[=+]/.test(cell)) return { formula: cell };
  return cell !== '' && Number.isFinite(Number(cell)) ? Number(cell) : cell;
}

function shown(cell: NonNullable<TwinCell>): string {
  return typeof cell === 'object' ? '#REF!' : String(cell);
}

function letters(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : letters(Math.floor(index / 26) - 1) + letters(index % 26);
}
