import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import type { Config } from '../../../config/config.ts';
import { createKeyring, SealError } from '../../../secrets/keyring.ts';
import { readKeyFile } from '../../../secrets/key-file.ts';
import type { Check } from './check.ts';

type Settings = Pick<Config, 'dataDir' | 'databaseUrl' | 'sqliteFile' | 'secretKeyFile' | 'secretKeys'>;

const MIB = 1024 * 1024;
const LOW_MIB = 1024;
const TOO_LOW_MIB = 100;
/** No clock that is right shows less: this version was made then. */
const EARLIEST = Date.UTC(2026, 10, 1);

/** What can be said of the machine without opening the store. */
export async function checkHost(config: Settings, now: number): Promise<Check[]> {
  return [
    checkClock(now),
    await checkDataDir(config),
    ...(config.databaseUrl === undefined ? await checkDisk(config) : []),
    await checkKeys(config),
  ];
}

function checkClock(now: number): Check {
  const time = new Date(now).toISOString();
  return now < EARLIEST
    ? {
        name: 'clock',
        status: 'problem',
        message: `The clock says ${time}, which is in the past. Set it: signed events are refused while it is wrong.`,
      }
    : { name: 'clock', status: 'ok', message: `The clock says ${time}.` };
}

async function checkDataDir({ dataDir }: Settings): Promise<Check> {
  const name = 'data folder';
  try {
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    return { name, status: 'ok', message: `${dataDir} can be written.` };
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT'
      ? {
          name,
          status: 'warning',
          message: `There is no folder ${dataDir} yet; \`handoff serve\` makes it. If you expected data there, check HANDOFF_DATA_DIR.`,
        }
      : { name, status: 'problem', message: `${dataDir} cannot be written by this user. Give it to the user that runs Handoff.` };
  }
}

async function checkDisk({ dataDir }: Settings): Promise<Check[]> {
  const disk = await statfs(dataDir).catch(() => undefined);
  if (disk === undefined) return [];
  const free = Math.floor((disk.bavail * disk.bsize) / MIB);
  const message = `${free} MiB are free where the data is.`;
  if (free < TOO_LOW_MIB)
    return [{ name: 'disk', status: 'problem', message: `${message} Make room: on a full disk no event can be accepted.` }];
  if (free < LOW_MIB) return [{ name: 'disk', status: 'warning', message: `${message} Make room soon.` }];
  return [{ name: 'disk', status: 'ok', message }];
}

async function checkKeys(config: Settings): Promise<Check> {
  const name = 'sealing keys';
  try {
    if (config.secretKeys.length > 0) {
      createKeyring(config.secretKeys);
      return { name, status: 'ok', message: 'Credentials are sealed with HANDOFF_SECRET_KEYS.' };
    }
    return await checkKeyFile(config);
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    return { name, status: 'problem', message: error.message };
  }
}

async function checkKeyFile({ databaseUrl, sqliteFile, secretKeyFile }: Settings): Promise<Check> {
  const name = 'sealing keys';
  const keys = await readKeyFile(secretKeyFile);
  if (keys === undefined) {
    const hasData = databaseUrl !== undefined || (await stat(sqliteFile).catch(() => undefined)) !== undefined;
    return hasData
      ? {
          name,
          status: 'problem',
          message: `The key file ${secretKeyFile} is missing. Put it back: without it stored credentials cannot be opened.`,
        }
      : { name, status: 'ok', message: `There is no key file yet; \`handoff serve\` makes ${secretKeyFile}.` };
  }
  createKeyring(keys);
  const { mode } = await stat(secretKeyFile);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    return { name, status: 'warning', message: `Others on this machine can read ${secretKeyFile}. Run: chmod 600 ${secretKeyFile}` };
  }
  return { name, status: 'ok', message: `Credentials are sealed with ${secretKeyFile}.` };
}
