import { dirname } from 'node:path';
import type { Config } from '../config/config.ts';

type Settings = Pick<Config, 'host' | 'databaseUrl' | 'sqliteFile'>;

/** What errors of the system, of PostgreSQL and of SQLite tell beside their message. */
interface Told {
  code?: string;
  syscall?: string;
  hostname?: string;
  address?: string;
  port?: number;
  path?: string;
}

const UNREACHABLE: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
]);
/** Refused sign-ins and rights, databases that are not there, no room for one more connection, a server that starts or stops. */
const REFUSED = /^(28|3D|53|57P|42501)/;
/** Rights, a full disk, a folder where a file should be; what is missing altogether is a mistake of ours. */
const NOT_LET: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EISDIR', 'ENOTDIR']);
/** Not SQLITE_ERROR and the like, which are mistakes of ours. */
const UNUSABLE = /^SQLITE_(NOTADB|CORRUPT|CANTOPEN|READONLY|FULL|IOERR|BUSY)/;

/**
 * What around this program keeps it from its work, with the setting to look at: a port that is taken, a database that cannot be
 * reached, a folder it may not write to. Undefined where it is none of these.
 */
export function troubleOutside(error: Error, { host, databaseUrl, sqliteFile }: Settings): string | undefined {
  const { code = '', syscall, hostname, address, port, path } = error as Told;
  // Of an address with several tries, only the code tells.
  const message = error.message === '' ? code : error.message;
  if (syscall === 'listen' && code === 'EADDRINUSE')
    return `Port ${port ?? ''} of ${address ?? host} is taken by another program. End that, or choose another with HANDOFF_PORT.`;
  if (syscall === 'listen' || (syscall === 'getaddrinfo' && hostname === host))
    return `The server cannot listen: ${message}. Check HANDOFF_HOST and HANDOFF_PORT.`;
  if (databaseUrl !== undefined && (UNREACHABLE.has(code) || REFUSED.test(code)))
    return `PostgreSQL cannot be used: ${message}. Check DATABASE_URL, and that PostgreSQL runs.`;
  if (path !== undefined && NOT_LET.has(code))
    return `${message}. Check ${path.startsWith(dirname(sqliteFile)) ? 'HANDOFF_DATA_DIR, and ' : ''}that this user may read and write there.`;
  if (UNUSABLE.test(code)) return `The database ${sqliteFile} cannot be used: ${message}. \`handoff doctor\` looks at it.`;
  return undefined;
}
