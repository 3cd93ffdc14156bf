import type { Problem } from '@handoff/shared/event';
import { cut } from '../kit/cut.ts';
import { cellPath } from './columns.ts';
import { isSameColumn } from './sheet.ts';

/** What Google keeps in one cell at most. */
const CELL_MAX = 50_000;

type Part = string | number | boolean;
export type CellValue = Part | null | (Part | null)[];

/** A cell as it goes over the wire; null leaves it empty. */
type Cell = Part | null;

/** Turns the values of a row into cells in the order of the header. */
export function rowOf(header: string[], values: Record<string, CellValue>): { row: Cell[]; notes: Problem[] } {
  const notes: Problem[] = [];
  const row = header.map((name): Cell => {
    const [column, value] = Object.entries(values).find(([key]) => isSameColumn(key, name)) ?? [];
    if (column === undefined || value === undefined) return null;
    const cell = toCell(value);
    if (typeof cell !== 'string' || cell.length <= CELL_MAX) return cell;
    notes.push({ path: cellPath(column), message: 'Shortened to the 50,000 characters that fit into a cell.' });
    return cut(cell, CELL_MAX);
  });
  return { row: firstOnly(header, row), notes };
}

function toCell(value: CellValue): Cell {
  if (!Array.isArray(value)) return value === '' ? null : value;
  const parts = value.filter((part) => part !== null && part !== '');
  return parts.length === 0 ? null : parts.join(', ');
}

/** Of two columns of one name, the first gets the value. */
function firstOnly(header: string[], row: Cell[]): Cell[] {
  return row.map((cell, index) => (header.findIndex((name) => isSameColumn(name, header[index] ?? '')) === index ? cell : null));
}

/** Compares what was sent with what Google says stands there now. */
export function changedCells(header: string[], sent: Cell[], kept: unknown[]): Problem[] {
  return header.flatMap((name, index) => {
    const before = sent[index] ?? '';
    const after = kept[index] ?? '';
    if (before === after || (before === '' && index >= kept.length)) return [];
    const message =
      after === ''
        ? `Google Sheets left the column "${name}" empty.`
        : `Google Sheets keeps another value in the column "${name}" than was sent.`;
    return [{ path: cellPath(name), message }];
  });
}
