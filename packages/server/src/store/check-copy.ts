import Database from 'better-sqlite3';

/**
 * Makes a copy of an SQLite store one file that stands alone, reads all of it, and answers with what is wrong
 * with it; nothing where it may be relied on.
 */
export function checkCopy(file: string): string[] {
  const copy = new Database(file, { fileMustExist: true });
  // The copy says of itself that it has a write-ahead log; without this, reading it would leave files beside it.
  copy.pragma('journal_mode = DELETE');
  copy.close();

  const database = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const rows = database.pragma('integrity_check') as { integrity_check: string }[];
    const broken = database.pragma('foreign_key_check') as { table: string }[];
    return [
      ...rows.map((row) => row.integrity_check).filter((message) => message !== 'ok'),
      ...[...new Set(broken.map((row) => row.table))].map((table) => `Rows of ${table} point to rows that are not there.`),
    ];
  } finally {
    database.close();
  }
}
