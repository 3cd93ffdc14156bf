import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { docker, fails, root, run } from './docker.ts';

const DEBIAN = 'handoff-check/debian';
const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';
/** The images that deploy/ names, by what stands in for them. */
const IMAGES: Readonly<Record<string, string[]>> = { node: ['node:24', 'node:24-slim'], postgres: ['postgres:17'], nginx: ['nginx:1.28'] };

/**
 * Makes images under the names of the official ones where no registry can be reached: Debian 13 by debootstrap, PostgreSQL
 * and nginx from its packages, Node and npm from the npm registry. They behave like the official ones in what we use, and
 * trust the certificates that this machine trusts, as its way out may have one of its own.
 * @throws where an image of such a name is there: that one is the real thing.
 */
export async function makeStandIns(): Promise<void> {
  for (const image of Object.values(IMAGES).flat()) {
    if (!(await fails(docker(['image', 'inspect', image])))) throw new Error(`${image} is there: run this without --stand-ins.`);
  }
  const folder = await mkdtemp(join(tmpdir(), 'handoff-stand-ins-'));
  try {
    await cp(join(import.meta.dirname, 'stand-ins'), folder, { recursive: true });
    await makeDebian(join(folder, 'debian'));
    await cp(join(root, 'node_modules/node/bin/node'), join(folder, 'node'));
    await unpackNpm(folder);
    for (const [name, [first = '', ...others]] of Object.entries(IMAGES)) {
      await docker(['build', '-f', `${name}.Dockerfile`, '-t', first, '.'], { cwd: folder });
      for (const other of others) await docker(['tag', first, other]);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function makeDebian(folder: string): Promise<void> {
  await run('debootstrap', ['--variant=minbase', '--include=ca-certificates', 'trixie', folder]);
  await cp(CERTIFICATES, join(folder, CERTIFICATES));
  await rm(join(folder, 'var/cache/apt/archives'), { recursive: true, force: true });
  const tree = `${folder}.tar`;
  await run('tar', ['-C', folder, '--numeric-owner', '-cf', tree, '.']);
  await docker(['import', '--change', `ENV NODE_EXTRA_CA_CERTS=${CERTIFICATES}`, tree, DEBIAN]);
  await rm(folder, { recursive: true });
  await rm(tree);
}

/** The npm that the project asks for. */
async function unpackNpm(folder: string): Promise<void> {
  const { packageManager } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { packageManager: string };
  const archive = (await run('npm', ['pack', '--silent', packageManager], { cwd: folder })).trim();
  await run('mkdir', ['npm'], { cwd: folder });
  await run('tar', ['-xzf', archive, '-C', 'npm', '--strip-components=1'], { cwd: folder });
}
