import Database from 'better-sqlite3';
import { UnsafeEngineError } from './engine.ts';

/**
 * Makes this process the one server of a SQLite file, by an exclusive lock on a small file beside it that the
 * system releases when the process ends, however it ends. Commands may still read and write the data.
 * @throws UnsafeEngineError while another server holds it.
 */
export function ownSqlite(file: string): () => void {
  const lock = new Database(`${file}.server`, { timeout: 0 });
  try {
    lock.pragma('journal_mode = DELETE');
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error;
    throw new UnsafeEngineError(
      `Another server already works on ${file}. Stop it first, or use PostgreSQL (DATABASE_URL) for several servers.`,
    );
  }
  return () => void lock.close();
}
