import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient, createPairRequest, decodeConnectionCode, type Client } from '@handoff/shared/api';
import { generateEd25519, importSigningKey, sign } from '@handoff/shared/event';

/** Undefined takes a setting away. */
type Env = Record<string, string | undefined>;

export interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

export interface Reached {
  url: string;
}

export interface RunningServer extends Reached {
  stop: () => Promise<Ran>;
}

/** The `handoff` command as people run it: a process of its own, with a data folder of its own. */
export interface Cli {
  /** For files of the test; the data folder is `data` in it. */
  directory: string;
  dataDir: string;
  env: Record<string, string>;
  run: (args: string[], options?: { env?: Env; input?: string }) => Promise<Ran>;
  /** Starts `handoff serve` and answers once it listens. */
  serve: (env?: Env) => Promise<RunningServer>;
  /** Ends what still runs, and removes the folder. */
  close: () => Promise<void>;
}

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

export async function createCli(): Promise<Cli> {
  const directory = await mkdtemp(join(tmpdir(), 'handoff-cli-'));
  const dataDir = join(directory, 'data');
  const env = {
    HANDOFF_DATA_DIR: dataDir,
    HANDOFF_PORT: '0',
    HANDOFF_PUBLIC_URL: 'https://handoff.test',
    HANDOFF_ALLOW_BASE_URL_OVERRIDE: 'true',
    HANDOFF_LOG_LEVEL: 'error',
    // What a server does that cannot keep up is tested elsewhere; here the machine is busy with other tests.
    HANDOFF_MAX_LAG_MS: '60000',
  };
  const running = new Set<RunningServer>();

  const start = (args: string[], more: Env = {}) => {
    const child = spawn(process.execPath, ['--conditions=source', main, ...args], {
      cwd: directory,
      env: { PATH: process.env['PATH'] ?? '', ...env, ...more },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const ran: Ran = { code: -1, stdout: '', stderr: '' };
    const listening = new Promise<string>((resolve) => {
      child.stdout.on('data', (chunk: Buffer) => {
        ran.stdout += chunk.toString();
        const url = /^Handoff listens on (\S+).*\n/.exec(ran.stdout)?.[1];
        if (url !== undefined) resolve(url);
      });
    });
    child.stderr.on('data', (chunk: Buffer) => (ran.stderr += chunk.toString()));
    const ended = once(child, 'close').then(([code]) => ({ ...ran, code: (code as number | null) ?? -1 }));
    return { child, listening, ended };
  };

  return {
    directory,
    dataDir,
    env,
    run: (args, options = {}) => {
      const { child, ended } = start(args, options.env);
      child.stdin.end(options.input ?? '');
      return ended;
    },
    serve: async (more) => {
      const { child, listening, ended } = start(['serve'], more);
      const url = await Promise.race([
        listening,
        ended.then(({ stderr }) => Promise.reject(new Error(`The server did not start: ${stderr}`))),
      ]);
      const server: RunningServer = {
        url,
        stop: () => {
          running.delete(server);
          child.kill('SIGTERM');
          return ended;
        },
      };
      running.add(server);
      return server;
    },
    close: async () => {
      for (const server of running) await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** The typed client of a server that listens, with a token made by the command line. */
export async function clientOf(cli: Cli, server: RunningServer): Promise<Client> {
  const { stdout } = await cli.run(['token', 'create']);
  return createClient({ baseUrl: server.url, token: () => stdout.trim() });
}

/** Pairs a site by a connection code and answers with what posts its signed events. */
export async function pairOver(server: Reached, code: string, name = 'bloom.example') {
  const decoded = decodeConnectionCode(code.trim());
  if (!decoded.ok) throw new Error(decoded.message);
  const { secretKey } = await generateEd25519();
  const request = await createPairRequest({ kind: 'wordpress', name, url: `https://${name}`, connection: decoded.connection, secretKey });
  const answer = await post(`${server.url}/v1/sources/pair`, JSON.stringify(request));
  if (answer.status !== 201) throw new Error(await answer.text());
  const { sourceId } = (await answer.json()) as { sourceId: string };
  const key = await importSigningKey(secretKey);
  return {
    sourceId,
    send: async (event: unknown, to: Reached = server): Promise<Response> => {
      const body = JSON.stringify(event);
      const signed = await sign([key], { id: `msg_${crypto.randomUUID()}`, timestamp: Math.floor(Date.now() / 1000), body });
      return post(`${to.url}/v1/events`, body, { 'handoff-source': sourceId, ...signed });
    },
  };
}

function post(url: string, body: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
}
