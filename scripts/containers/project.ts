import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../bench/chaos/replicas/proxy.ts';
import { docker, root, type RunOptions } from './docker.ts';

/** A name of its own, so that what runs here under the shipped names is left alone. */
export const IMAGE = 'handoff-check/server';
const RECEIVER = join(import.meta.dirname, 'receiver.js');
const HEALTHY_MS = 90_000;

/** One of the compose files, with a receiver of webhooks beside it. */
export interface Project {
  servers: string[];
  /** Where the front, a server or the proxy, is reached from here. */
  url: string;
  compose: (args: string[], options?: RunOptions) => Promise<string>;
  /** Creates what is not there, and waits until all that say so are healthy. */
  up: () => Promise<void>;
  /** Runs a command in the container of a service. */
  exec: (service: string, ...command: string[]) => Promise<string>;
  /** A field of Docker's own account of a service's container. */
  inspect: (service: string, field: string) => Promise<unknown>;
  untilHealthy: (service: string) => Promise<void>;
  /** Where the servers reach the receiver. */
  receiverUrl: string;
  /** The bodies of all calls to it. */
  received: () => Promise<string[]>;
  close: () => Promise<void>;
}

export interface Shape {
  /** A file in deploy/. */
  file: string;
  servers: string[];
  front: { service: string; port: number };
  env: Record<string, string>;
}

export async function openProject({ file, servers, front, env }: Shape): Promise<Project> {
  const folder = await mkdtemp(join(tmpdir(), 'handoff-containers-'));
  // The receiver writes here as a user of its own.
  await chmod(folder, 0o777);
  const port = await freePort();
  const beside = join(folder, 'beside.yaml');
  await writeFile(beside, besideFile(servers, { ...front, from: port }, folder));
  await writeFile(join(folder, 'bodies'), '', { mode: 0o666 });
  await chmod(join(folder, 'bodies'), 0o666);
  const files = ['-p', `handoff-check-${file.split('.')[1]}`, '-f', join(root, 'deploy', file), '-f', beside];
  const compose: Project['compose'] = (args, options = {}) => docker(['compose', ...files, ...args], { ...options, env });
  const inspect: Project['inspect'] = async (service, field) => {
    const id = (await compose(['ps', '-aq', service])).trim();
    return JSON.parse(await docker(['inspect', '-f', `{{json ${field}}}`, id])) as unknown;
  };

  return {
    servers,
    url: `http://127.0.0.1:${port}`,
    compose,
    up: async () => void (await compose(['up', '-d', '--wait'])),
    exec: (service, ...command) => compose(['exec', '-T', service, ...command]),
    inspect,
    untilHealthy: async (service) => {
      for (const until = performance.now() + HEALTHY_MS; performance.now() < until; await pause(500)) {
        if ((await inspect(service, '.State.Health.Status')) === 'healthy') return;
      }
      throw new Error(`${service} did not become healthy in ${HEALTHY_MS / 1000} s: ${await compose(['logs', '--tail=20', service])}`);
    },
    receiverUrl: 'http://receiver:9000/',
    received: async () => (await readFile(join(folder, 'bodies'), 'utf8')).split('\n').filter((line) => line !== ''),
    close: async () => {
      await compose(['down', '--volumes', '--timeout', '5']);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What the check adds to the shipped file: a free port, a receiver, and leave to call it, which is not on the public internet. */
function besideFile(servers: string[], front: Shape['front'] & { from: number }, folder: string): string {
  const ports = `    ports: !override ['127.0.0.1:${front.from}:${front.port}']`;
  const server = (name: string) => [
    `  ${name}:`,
    `    image: ${IMAGE}`,
    // A short lease: what a killed server held goes on within the run.
    `    environment: { HANDOFF_ALLOW_PRIVATE_DESTINATIONS: 'true', HANDOFF_LEASE_SECONDS: '10' }`,
    ...(name === front.service ? [ports] : []),
  ];
  const proxy = servers.includes(front.service) ? [] : [`  ${front.service}:`, ports];
  const receiver = [
    '  receiver:',
    `    image: ${IMAGE}`,
    '    entrypoint: [node, /receiver.js]',
    '    command: []',
    `    volumes: ['${RECEIVER}:/receiver.js:ro', '${folder}:/kept']`,
    `    healthcheck: { test: [CMD, 'true'], interval: 1s }`,
  ];
  return ['services:', ...servers.flatMap(server), ...proxy, ...receiver, ''].join('\n');
}
