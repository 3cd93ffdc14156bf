import { docker, fails } from './docker.ts';
import type { Findings } from '../lib/findings.ts';
import { IMAGE } from './project.ts';

/** Node's own image apart: what is ours, uncompressed. */
const LARGEST_MB = 150;
const BUILD_TOOLS = [
  'typescript',
  '@typescript/native',
  'vite',
  'vitest',
  'turbo',
  'webpack',
  'oxlint',
  '@wordpress/scripts',
  'playwright-core',
];
/** Names that would be a secret, or data of a server, wherever they stood. */
const SECRET = /(^|\/)(\.env(\..*)?|\.npmrc|secret\.key|.*\.sqlite|id_(rsa|ed25519))$/;

/** What the image is made of, apart from how it runs. */
export async function checkImage(findings: Findings): Promise<void> {
  const inspect = async (image: string, field: string) =>
    JSON.parse(await docker(['image', 'inspect', '-f', `{{json ${field}}}`, image])) as unknown;
  const inside = (command: string) => docker(['run', '--rm', '--network=none', '--entrypoint', 'sh', IMAGE, '-c', command]);

  findings.check('image: its user is not root', (await inspect(IMAGE, '.Config.User')) === 'node');
  const megabytes = (Number(await inspect(IMAGE, '.Size')) - Number(await inspect('node:24-slim', '.Size'))) / 1e6;
  findings.check(`image: at most ${LARGEST_MB} MB beside Node’s own`, megabytes <= LARGEST_MB, `${megabytes.toFixed(0)} MB`);
  const env = (await inspect(IMAGE, '.Config.Env')) as string[];
  const telling = env.filter((line) => /KEY|SECRET|TOKEN|PASSWORD/.test(line));
  findings.check('image: its environment holds no secret', telling.length === 0, telling.join(', '));

  const files = (await inside('find /handoff /data -type f')).split('\n');
  const tools = BUILD_TOOLS.filter((tool) => files.some((file) => file.includes(`/node_modules/${tool}/`)));
  findings.check('image: no build tools', tools.length === 0, tools.join(', '));
  const sources = files.filter((file) => file.startsWith('/handoff/packages/') && /(?<!\.d)\.tsx?$|\.test\./.test(file));
  findings.check('image: neither sources nor tests of ours', sources.length === 0, sources.slice(0, 3).join(', '));
  const secrets = files.filter((file) => SECRET.test(file));
  findings.check('image: no secrets, no data', secrets.length === 0, secrets.join(', '));
  findings.check(
    'image: what it runs cannot be written by its user',
    await fails(inside('touch /handoff/packages/server/dist/cli/main.js')),
  );

  const key = await docker(['run', '--rm', '--network=none', '--read-only', IMAGE, 'rotate-keys', '--print']);
  findings.check('image: `docker run --rm handoff rotate-keys --print` prints a key', /^[\w-]{43}\n$/.test(key));
}
