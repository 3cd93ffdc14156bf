import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { programPath } from './parts.ts';

const run = promisify(execFile);

export const CACHE = join(import.meta.dirname, '../../../node_modules/.cache/handoff-wordpress');

/** WordPress as Debian's suites have it. sid moves: it is named for what it had when these tests were written. */
export const SUITES = { '6.1': 'bookworm', '6.8': 'trixie', '7.1': 'sid' } as const;
export type CoreVersion = keyof typeof SUITES;

/** The versions that the plugin supports. */
export const SUPPORTED = ['6.8', '7.1'] as const satisfies CoreVersion[];

export interface Core {
  version: CoreVersion;
  /** As WordPress itself says it: 6.8.7. */
  exact: string;
  /** Its files; shared by all sites, so never to be written to. */
  folder: string;
}

/** The files of one WordPress, downloaded from Debian the first time and kept. Remove the cache folder to take a newer sid. */
export async function fetchCore(version: CoreVersion): Promise<Core> {
  const folder = join(CACHE, version, 'core');
  if (!existsSync(folder)) await download(version, folder);
  const source = await readFile(join(folder, 'wp-includes/version.php'), 'utf8');
  const exact = /\$wp_version\s*=\s*'([^']+)'/.exec(source)?.[1];
  if (exact === undefined) throw new Error(`${folder} does not say which WordPress it is.`);
  return { version, exact, folder };
}

async function download(version: CoreVersion, to: string): Promise<void> {
  const suite = SUITES[version];
  const folder = await mkdtemp(join(tmpdir(), 'handoff-core-'));
  try {
    const apt = await privateApt(folder, suite);
    await apt('apt-get', ['-q', 'update']);
    const { stdout } = await apt('apt-cache', ['depends', 'wordpress']);
    await apt('apt-get', ['-q', 'download', 'wordpress', ...partsOf(stdout)]);
    const root = join(folder, 'root');
    const packages = (await readdir(folder)).filter((name) => name.endsWith('.deb'));
    for (const name of packages) await run('dpkg-deb', ['-x', join(folder, name), root]);
    const wordpress = join(root, 'usr/share/wordpress');
    await rm(join(wordpress, '.htaccess'), { force: true });
    await rm(join(wordpress, 'wp-config.php'), { force: true });
    // Renamed into place when complete, so that two runs at once do not meet half of it.
    await mkdir(join(CACHE, version), { recursive: true });
    const half = await mkdtemp(join(CACHE, version, 'half-'));
    // Debian links the libraries it shares between packages: -L takes the files themselves.
    await run('cp', ['-rL', `${wordpress}/.`, half]);
    await rename(half, to).catch(async (error: unknown) => {
      await rm(half, { recursive: true, force: true });
      if (!existsSync(to)) throw error;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What WordPress needs to run of what its package depends on; not the web server and the database client. */
function partsOf(depends: string): string[] {
  const names = [...depends.matchAll(/(?:Depends|Recommends): (\S+)/g)].map(([, name]) => name ?? '');
  return [...new Set(names.filter((name) => /^(?:libjs-|libphp-|php-getid3$|wordpress-theme-)/.test(name)))];
}

/** apt with a state of its own for one suite, so that the system's sources and lists stay as they are. */
async function privateApt(folder: string, suite: string) {
  const program = programPath('apt-get');
  const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
  if (!existsSync(keyring)) throw new Error(`${keyring} is not there; run \`npm run system-parts wordpress\`.`);
  await Promise.all(['lists/partial', 'cache/archives/partial', 'none'].map((path) => mkdir(join(folder, path), { recursive: true })));
  await writeFile(join(folder, 'sources.list'), `deb [signed-by=${keyring}] http://deb.debian.org/debian ${suite} main\n`);
  await writeFile(join(folder, 'status'), '');
  const settings = [
    `Dir::Etc::sourcelist=${folder}/sources.list`,
    `Dir::Etc::sourceparts=${folder}/none`,
    `Dir::State::lists=${folder}/lists`,
    `Dir::State::status=${folder}/status`,
    `Dir::Cache=${folder}/cache`,
    'Acquire::Languages=none',
    'APT::Sandbox::User=root',
    'Acquire::Retries=3',
    // A mirror may lag behind, or this machine's clock be ahead of it; what is signed is checked all the same.
    'Acquire::Check-Valid-Until=false',
    // Else a mirror that is not reached is only a warning, and no package is found later.
    'APT::Update::Error-Mode=any',
  ].flatMap((setting) => ['-o', setting]);
  return async (command: 'apt-get' | 'apt-cache', args: string[]) => {
    const options = { cwd: folder, maxBuffer: 64 * 1024 * 1024 };
    return run(command === 'apt-get' ? program : command, [...settings, ...args], options).catch((error: unknown) => {
      const { stderr = String(error) } = error as { stderr?: string };
      throw new Error(`${command} ${args.join(' ')}: ${stderr.trim().split('\n').slice(-3).join(' ')}`);
    });
  };
}
