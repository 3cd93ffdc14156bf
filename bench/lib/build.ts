import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const root = fileURLToPath(new URL('../../', import.meta.url));
const server = `${root}packages/server`;

/** The server's code as it is measured: built, as it ships; from source where the build fails. */
export interface Build {
  folder: string;
  /** Node's arguments that start `handoff <verb>`. */
  cli: (verb: string) => string[];
  bare: string[];
  bareShopify: string[];
  built: boolean;
}

export async function buildServer(): Promise<Build> {
  const own = (file: string) => fileURLToPath(new URL(file, import.meta.url));
  const failed = await promisify(execFile)('npx', ['turbo', 'run', 'build', '--filter=@handoff/server'], { cwd: root }).then(
    () => false,
    () => true,
  );
  const built = !failed && existsSync(`${server}/dist/cli/main.js`);
  const folder = `${server}/${built ? 'dist' : 'src'}`;
  const options = built ? [] : ['--conditions=source'];
  return {
    folder,
    built,
    cli: (verb) => [...options, `${folder}/cli/main.${built ? 'js' : 'ts'}`, verb],
    bare: [...options, own('./bare-server.ts'), folder],
    bareShopify: [...options, own('./bare-shopify-server.ts'), folder],
  };
}
