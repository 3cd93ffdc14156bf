/** A formula stands apart from a text that looks like one. */
export type TwinCell = string | number | boolean | null | { formula: string };

export interface TwinTab {
  id: number;
  title: string;
  rows: TwinCell[][];
  columns: number;
}

export interface Range {
  tab: TwinTab;
  /** From 0; the last ones included. */
  firstRow: number;
  lastRow: number;
  firstColumn: number;
  lastColumn: number;
}

/** Why Google refuses something, in its words. */
export class Refusal extends Error {}

export class Workbook {
  readonly tabs: TwinTab[];
  alter: (value: TwinCell) => TwinCell = (value) => value;

  constructor(tabs: Record<string, TwinCell[][]>) {
    this.tabs = Object.entries(tabs).map(([title, rows], index) => ({ id: index * 7, title, rows: structuredClone(rows), columns: 26 }));
  }

  tab(title?: string): TwinTab {
    const found = title === undefined ? this.tabs[0] : this.tabs.find((tab) => tab.title === title);
    if (found === undefined) throw new Refusal(`Unable to parse range: ${title}`);
    return found;
  }

  /** Reads `'Tab'!A1:C2`, `'Tab'!1:2` or the like. */
  parse(text: string): Range {
    const [, quoted, from = '', to = from] = /^(?:'((?:[^']|'')+)'!)?([A-Z]*\d*)(?::([A-Z]*\d*))?$/.exec(text) ?? [];
    if (from === '') throw new Refusal(`Unable to parse range: ${text}`);
    const tab = this.tab(quoted?.replaceAll("''", "'"));
    const start = cellOf(from);
    const end = cellOf(to);
    return {
      tab,
      firstRow: start.row ?? 0,
      lastRow: end.row ?? Math.max(999, tab.rows.length - 1),
      firstColumn: start.column ?? 0,
      lastColumn: end.column ?? tab.columns - 1,
    };
  }

  read({ tab, firstRow, lastRow, firstColumn, lastColumn }: Range): TwinCell[][] {
    const rows = tab.rows.slice(firstRow, lastRow + 1).map((row) => trimmed(row.slice(firstColumn, lastColumn + 1)));
    while (rows.length > 0 && rows.at(-1)?.length === 0) rows.pop();
    return rows;
  }

  write(range: Range, values: TwinCell[][]): void {
    const { tab, firstRow, firstColumn } = range;
    const widest = firstColumn + Math.max(...values.map((row) => row.length));
    if (widest > tab.columns) throw new Refusal(`Range exceeds grid limits. Max rows: 1000, max columns: ${tab.columns}`);
    values.forEach((row, index) => {
      const target = (tab.rows[firstRow + index] ??= []);
      row.forEach((value, offset) => {
        if (value !== null) target[firstColumn + offset] = value;
      });
      for (let column = 0; column < target.length; column++) target[column] ??= null;
    });
  }

  /** Finds the table around the range, and puts a row in below it, beginning at the table's first column. */
  append(range: Range, values: TwinCell[], insertRows: boolean): { row: number; column: number; kept: TwinCell[] } {
    const { tab, firstColumn } = range;
    const table = tableAround(tab.rows, range);
    const column = table?.firstColumn ?? firstColumn;
    const row = table === undefined ? range.firstRow : table.lastRow + 1;
    const kept = values.map((value) => this.alter(value));
    const line: TwinCell[] = [...Array<null>(column).fill(null), ...kept];
    while (tab.rows.length < row) tab.rows.push([]);
    tab.rows.splice(row, insertRows ? 0 : 1, line);
    return { row, column, kept };
  }
}

function cellOf(text: string): { row?: number; column?: number } {
  const [, letters = '', digits = ''] = /^([A-Z]*)(\d*)$/.exec(text) ?? [];
  return {
    ...(digits === '' ? {} : { row: Number(digits) - 1 }),
    ...(letters === '' ? {} : { column: Array.from(letters).reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1 }),
  };
}

const isFilled = (cell: TwinCell | undefined) => cell !== undefined && cell !== null && cell !== '';

function trimmed(row: TwinCell[]): TwinCell[] {
  let end = row.length;
  while (end > 0 && !isFilled(row[end - 1])) end -= 1;
  return row.slice(0, end);
}

/** A table ends at an empty row and at an empty column. */
function tableAround(rows: TwinCell[][], range: Range): { firstColumn: number; lastRow: number } | undefined {
  const header = rows[range.firstRow] ?? [];
  const start = header.findIndex((cell, index) => index >= range.firstColumn && index <= range.lastColumn && isFilled(cell));
  if (start === -1) return undefined;
  let first = start;
  const used = (column: number) => rows.some((row) => isFilled(row[column]));
  while (first > 0 && used(first - 1)) first -= 1;
  let last = start;
  while (used(last + 1)) last += 1;
  let lastRow = range.firstRow;
  while ((rows[lastRow + 1] ?? []).slice(first, last + 1).some(isFilled)) lastRow += 1;
  return { firstColumn: first, lastRow };
}
