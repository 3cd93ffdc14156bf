import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../bench/chaos/replicas/proxy.ts';
import { type Server, startServer } from '../../bench/lib/children.ts';
import { newSealingKey } from '../../packages/server/src/secrets/keyring.ts';

/** Where the sources of each version are. */
export interface Versions {
  now: string;
  before: string;
}
export type Version = keyof Versions;

/** One database that servers of both versions use, and a receiver of their calls. */
export interface Ground {
  receiverUrl: string;
  received: () => Promise<string[]>;
  /** The port decides the address, so that a server that takes another's place is where that was. */
  port: () => Promise<number>;
  start: (version: Version, port: number) => Promise<Server>;
  /** Runs a `handoff` command of a version; answers what it prints. */
  command: (version: Version, ...args: string[]) => Promise<string>;
  close: () => Promise<void>;
}

export async function createGround(versions: Versions, databaseUrl: string | undefined): Promise<Ground> {
  const dataDir = await mkdtemp(join(tmpdir(), 'handoff-ground-'));
  const env = {
    HANDOFF_DATA_DIR: dataDir,
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
    HANDOFF_SECRET_KEYS: newSealingKey(),
    HANDOFF_ALLOW_PRIVATE_DESTINATIONS: 'true',
    HANDOFF_LOG_LEVEL: 'error',
    HANDOFF_DRAIN_SECONDS: '0',
  };
  const bodies: string[] = [];
  const receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      bodies.push(Buffer.concat(chunks).toString());
      response.end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const running = new Set<Server>();
  const program = (version: Version) => ['--conditions=source', join(versions[version], 'packages/server/src/cli/main.ts')];

  return {
    receiverUrl: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`,
    received: () => Promise.resolve(bodies),
    port: freePort,
    start: async (version, port) => {
      const server = await startServer([...program(version), 'serve'], { ...env, HANDOFF_PORT: String(port) });
      running.add(server);
      return server;
    },
    command: async (version, ...args) => {
      const options = { env: { PATH: process.env['PATH'] ?? '', ...env } };
      return (await promisify(execFile)(process.execPath, [...program(version), ...args], options)).stdout;
    },
    close: async () => {
      for (const server of running) await server.stop();
      receiver.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
