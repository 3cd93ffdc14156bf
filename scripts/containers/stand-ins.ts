import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { docker, fails, root, run } from './docker.ts';

const DEBIAN = 'handoff-check/debian';
/** For the systemd unit: the next one's systemd wants control groups of version 2. */
const DEBIAN_12 = 'debian:12';
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
  for (const image of [...Object.values(IMAGES).flat(), DEBIAN_12]) {
    if (!(await fails(docker(['image', 'inspect', image])))) throw new Error(`${image} is there: run this without --stand-ins.`);
  }
  const folder = await mkdtemp(join(tmpdir(), 'handoff-stand-ins-'));
  try {
    await cp(join(import.meta.dirname, 'stand-ins'), folder, { recursive: true });
    await makeDebian('trixie', DEBIAN);
    await makeDebian('bookworm', DEBIAN_12);
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

async function makeDebian(suite: string, image: string): Promise<void> {
  // Not in the folder that is sent into the builds.
  const folder = await mkdtemp(join(tmpdir(), 'handoff-debian-'));
  const [tree, archive] = [join(folder, 'tree'), join(folder, 'tree.tar')];
  try {
    await run('debootstrap', ['--variant=minbase', '--include=ca-certificates', suite, tree]);
    await cp(CERTIFICATES, join(tree, CERTIFICATES));
    await run('tar', ['-C', tree, '--exclude=./var/cache/apt/archives/*.deb', '--numeric-owner', '-cf', archive, '.']);
    await docker(['import', '--change', `ENV NODE_EXTRA_CA_CERTS=${CERTIFICATES}`, archive, image]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The npm that the project asks for. */
async function unpackNpm(folder: string): Promise<void> {
  const { packageManager } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { packageManager: string };
  const archive = (await run('npm', ['pack', '--silent', packageManager], { cwd: folder })).trim();
  await run('mkdir', ['npm'], { cwd: folder });
  await run('tar', ['-xzf', archive, '-C', 'npm', '--strip-components=1'], { cwd: folder });
}
