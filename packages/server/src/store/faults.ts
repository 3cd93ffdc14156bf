/** SQLite: disk, file and lock faults. PostgreSQL: connection, resources, shutdown, a transaction it gave up. Node: the socket. */
const CODES = /^(SQLITE_(FULL|IOERR|BUSY|LOCKED|CANTOPEN|READONLY|CORRUPT|NOMEM|NOTADB)|ECONN|ENOTFOUND|ETIMEDOUT|EPIPE|08|25P03|53|57P)/;
/** What `pg` says without a code. */
const WORDS =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client (has encountered|was closed|network socket))/;

/** Whether the database is at fault (full, down, out of reach), not the one who asked it. A broken constraint is a fault of ours. */
export function isStoreFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  // Nobody listens there: also where PostgreSQL's own socket is not there at all.
  if (syscall === 'connect' || syscall === 'getaddrinfo') return true;
  return typeof code === 'string' ? CODES.test(code) : WORDS.test(error.message);
}
