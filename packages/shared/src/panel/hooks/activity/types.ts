import type { ListedEvent } from '../answers.ts';

/** What waits at the host and is not at the server yet, as far as the list has to know it. */
export interface WaitingRow {
  id: number;
  type: string;
  /** Null also where the host does not tell. */
  contact: string | null;
}

export interface Waiting<Row extends WaitingRow> {
  /** Latest first; undefined until it is known. */
  rows: readonly Row[] | undefined;
  /** How many there are; `rows` may hold fewer. */
  total: number;
}

/** One row of the list: what the server has, or what waits at the host (`left`: it waited when the list was made). */
export type ActivityLine<Row extends WaitingRow> =
  | { kind: 'event'; key: string; event: ListedEvent }
  | { kind: 'waiting'; key: string; row: Row; left: boolean };
