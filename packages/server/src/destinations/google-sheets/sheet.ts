import { z } from 'zod';
import { DestinationFailure, type CallContext } from '../kit/index.ts';
import { spreadsheetId, type Settings } from './settings.ts';

const Answer = z.looseObject({
  properties: z.looseObject({ title: z.string() }),
  sheets: z.array(
    z.looseObject({
      properties: z.looseObject({
        sheetId: z.int().default(0),
        title: z.string(),
        gridProperties: z.looseObject({ rowCount: z.int().default(0) }).default({ rowCount: 0 }),
      }),
      data: z
        .array(
          z.looseObject({
            rowData: z
              .array(z.looseObject({ values: z.array(z.looseObject({ formattedValue: z.string().optional() })).optional() }))
              .optional(),
          }),
        )
        .optional(),
    }),
  ),
});

/** A tab as it is now. */
export interface Sheet {
  /** Title of the whole spreadsheet. */
  spreadsheet: string;
  id: number;
  title: string;
  rowCount: number;
  /** The first row, left to right, without what is empty at its end. */
  header: string[];
  /** Whether the first two rows hold nothing. */
  isEmpty: boolean;
}

const FIELDS = 'properties.title,sheets(properties(sheetId,title,gridProperties(rowCount)),data(rowData(values(formattedValue))))';

/** Reads the tab's name, size and first row in one call. */
export async function readSheet(ctx: CallContext<Settings>): Promise<Sheet> {
  const { sheet } = ctx.settings;
  // Two rows, to tell an empty sheet from one whose header somebody pushed down.
  const ranges = sheet === undefined ? '1:2' : `${quoted(sheet)}!1:2`;
  const response = await ctx.call({
    method: 'GET',
    path: spreadsheetPath(ctx.settings),
    query: { ranges, fields: FIELDS, prettyPrint: 'false' },
  });
  const parsed = Answer.safeParse(response.json);
  const found = parsed.data?.sheets.find(({ data }) => data !== undefined) ?? parsed.data?.sheets[0];
  if (parsed.data === undefined || found === undefined) throw unreadable();
  const [header = [], below = []] = (found.data?.[0]?.rowData ?? []).map(({ values }) => textsOf(values ?? []));
  return {
    spreadsheet: parsed.data.properties.title,
    id: found.properties.sheetId,
    title: found.properties.title,
    rowCount: found.properties.gridProperties.rowCount,
    header,
    isEmpty: header.length === 0 && below.length === 0,
  };
}

function textsOf(cells: { formattedValue?: string | undefined }[]): string[] {
  const texts = cells.map(({ formattedValue }) => (formattedValue ?? '').trim());
  while (texts.at(-1) === '') texts.pop();
  return texts;
}

export const spreadsheetPath = (settings: Settings) => `/v4/spreadsheets/${spreadsheetId(settings)}`;

/** `'Tab'!A1:C1` as part of a path. */
export function rangePath(settings: Settings, sheet: Sheet, cells: string): string {
  return `${spreadsheetPath(settings)}/values/${encodeURIComponent(`${quoted(sheet.title)}!${cells}`)}`;
}

export function rowUrl(settings: Settings, sheet: Sheet, row: number): string {
  return `https://docs.google.com/spreadsheets/d/${spreadsheetId(settings)}/edit#gid=${sheet.id}&range=A${row}`;
}

function quoted(title: string): string {
  return `'${title.replaceAll("'", "''")}'`;
}

/** 0 → `A`, 25 → `Z`, 26 → `AA`. */
export function columnName(index: number): string {
  const rest = String.fromCharCode(65 + (index % 26));
  return index < 26 ? rest : columnName(Math.floor(index / 26) - 1) + rest;
}

/** `A` → 0, `AA` → 26. */
export function columnIndex(name: string): number {
  return Array.from(name).reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Whether two names mean one column: people change capitals and spaces without meaning another column. */
export function isSameColumn(a: string, b: string): boolean {
  const fold = (name: string) => name.normalize('NFC').replaceAll(/\s+/g, ' ').trim().toLowerCase();
  return fold(a) === fold(b);
}

export function unreadable(): DestinationFailure {
  return new DestinationFailure({
    kind: 'retry',
    code: 'not_json',
    message: 'Google Sheets did not answer with a spreadsheet. Nothing was written; it will be tried again.',
  });
}
