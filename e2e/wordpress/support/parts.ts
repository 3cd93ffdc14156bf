import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The system programs that the WordPress tests start; `scripts/system-parts.sh` installs them. */
export type Program = 'php' | 'php-fpm' | 'mariadbd' | 'mariadb' | 'phpunit' | 'phpcs' | 'chromium' | 'nginx' | 'apt-get';

/** Where a program is; undefined where it is not installed. */
export function findProgram(name: Program): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  if (name === 'php-fpm') return findFpm(folders);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/** Where a program is. Throws with words on how to get it. */
export function programPath(name: Program): string {
  const path = findProgram(name);
  if (path === undefined) throw new Error(`${name} is not installed. Run \`npm run system-parts\`.`);
  return path;
}

/** Debian puts the version into the name: php-fpm8.2. */
function findFpm(folders: readonly string[]): string | undefined {
  for (const folder of folders.filter((path) => existsSync(path))) {
    const name = readdirSync(folder).find((entry) => /^php-fpm[\d.]*$/.test(entry));
    if (name !== undefined) return join(folder, name);
  }
  return undefined;
}
