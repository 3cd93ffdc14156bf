import { createHash } from 'node:crypto';
import type { Problem } from '@handoff/shared/event';
import { z } from 'zod';
import { defineOperation, DestinationFailure, type CallContext, type Performed } from '../kit/index.ts';
import { changedCells, rowOf } from './cells.ts';
import { SCOPE } from './classify.ts';
import { ensureColumns } from './columns.ts';
import { defaultMapping } from './default-mapping.ts';
import { listColumns } from './fields.ts';
import { findRow } from './find-row.ts';
import type { Settings } from './settings.ts';
import { columnIndex, columnName, isSameColumn, rangePath, readSheet, rowUrl, type Sheet } from './sheet.ts';

const Part = z.union([z.string().max(1_000_000), z.number(), z.boolean()]);

export const Payload = z.strictObject({
  cells: z
    .record(z.string().min(1).max(400), z.union([Part, z.null(), z.array(Part.nullable()).max(1000)]))
    .refine((cells) => Object.values(cells).some(isFilled), 'The row would be empty. Map at least one column.')
    .meta({ title: 'Columns, by the names in the first row' }),
});
export type Payload = z.infer<typeof Payload>;

export const appendRow = defineOperation<Settings, Payload>({
  title: 'Add a row',
  description: 'Adds a row below the last one. Values arrive exactly as they are, never as formulas.',
  payload: Payload,
  scopes: [SCOPE, 'https://www.googleapis.com/auth/userinfo.email'],
  // Google remembers nothing; the column of the event tells whether a row is there.
  dedupe: 'ledger',
  perform: append,
  lookup: async (ctx) => {
    const sheet = await readSheet(ctx);
    const key = keyOf(ctx);
    const row = await findRow(ctx, sheet, key);
    return row === undefined ? undefined : told(ctx, sheet, row, []);
  },
  listFields: listColumns,
  defaultMapping,
});

function isFilled(value: unknown): boolean {
  return Array.isArray(value) ? value.some(isFilled) : value !== null && value !== '';
}

async function append(ctx: CallContext<Settings>, { cells }: Payload): Promise<Performed> {
  const { eventColumn } = ctx.settings;
  const sheet = await readSheet(ctx);
  const wanted = Object.keys(cells).filter((name) => !isSameColumn(name, eventColumn));
  const { header, notes } = await ensureColumns(ctx, sheet, wanted);
  const { row, notes: cut } = rowOf(header, {
    ...Object.fromEntries(wanted.map((name) => [name, cells[name] ?? null])),
    [eventColumn]: keyOf(ctx),
  });
  // Google looks for the table around this range, so the range begins where the header does and not at an empty cell.
  const first = header.findIndex((name) => name !== '');
  const response = await ctx.call({
    method: 'POST',
    path: `${rangePath(ctx.settings, sheet, `${columnName(first)}1:${columnName(header.length - 1)}1`)}:append`,
    query: {
      // RAW: a value that begins with "=" or "+" stays text. USER_ENTERED would run what a visitor typed as a formula.
      valueInputOption: 'RAW',
      // Rows, not cells: OVERWRITE would write over what stands below an empty row.
      insertDataOption: 'INSERT_ROWS',
      includeValuesInResponse: 'true',
      responseValueRenderOption: 'UNFORMATTED_VALUE',
    },
    json: { majorDimension: 'ROWS', values: [row.slice(first)] },
  });
  const { place, kept } = readAppended(response.json);
  const shifted = columnIndex(place.column) === first ? [] : [shiftedTo(place)];
  const changed = shifted.length > 0 ? [] : changedCells(header.slice(first), row.slice(first), kept);
  return told(ctx, sheet, place.row, [...notes, ...cut, ...shifted, ...changed]);
}

const Appended = z.looseObject({
  updates: z.looseObject({
    updatedRange: z.string().regex(/[A-Z]+\d+(:[A-Z]+\d+)?$/),
    updatedData: z.looseObject({ values: z.array(z.array(z.unknown())).optional() }).optional(),
  }),
});

interface Place {
  column: string;
  row: number;
}

function readAppended(json: unknown): { place: Place; kept: unknown[] } {
  const parsed = Appended.safeParse(json);
  if (!parsed.success) {
    throw new DestinationFailure({
      kind: 'unknown',
      code: 'unexpected_answer',
      message: 'Something other than Google Sheets seems to have answered. The row is looked for before anything is written again.',
    });
  }
  const { updatedRange, updatedData } = parsed.data.updates;
  const [, column = 'A', row = '0'] = /([A-Z]+)(\d+)(?::[A-Z]+\d+)?$/.exec(updatedRange) ?? [];
  return { place: { column, row: Number(row) }, kept: updatedData?.values?.[0] ?? [] };
}

function shiftedTo({ column, row }: Place): Problem {
  const message = `Google Sheets put this row into column ${column} of row ${row} and not below the header. An empty column inside the table makes it do so: look at the row, and give every column of the header a name.`;
  return { path: '/cells', message };
}

function told(ctx: CallContext<Settings>, sheet: Sheet, row: number, notes: Problem[]): Performed {
  const id = keyOf(ctx);
  return {
    id,
    url: rowUrl(ctx.settings, sheet, row),
    output: { id, row },
    effect: 'created',
    ...(notes.length === 0 ? {} : { differences: notes }),
  };
}

/** The event's own number, and what tells two steps of one event apart. */
function keyOf(ctx: CallContext<Settings>): string {
  return `${ctx.eventId}-${createHash('sha256').update(ctx.idempotencyKey).digest('hex').slice(0, 8)}`;
}
