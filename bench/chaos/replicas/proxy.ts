import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { EventEmitter, once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../../lib/build.ts';

/** nginx with the configuration that we ship, in front of our servers. */
export interface Proxy {
  url: string;
  /** Reads its configuration anew, with new workers, as after a renewed certificate. */
  reload: () => Promise<void>;
  stop: () => Promise<void>;
}

const SHIPPED = `${root}deploy/nginx/handoff.conf`;

/** Where nginx is; undefined where it is not installed. */
export function findNginx(): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/usr/local/sbin'];
  return folders.map((folder) => join(folder, 'nginx')).find((path) => existsSync(path));
}

export async function startProxy(nginx: string, folder: string, ports: [number, number]): Promise<Proxy> {
  const port = await freePort();
  await mkdir(join(folder, 'temp'), { recursive: true });
  await chmod(folder, 0o755);
  await writeFile(join(folder, 'handoff.conf'), await shippedConfig(port, ports));
  await writeFile(join(folder, 'nginx.conf'), mainConfig(folder));
  const child = spawn(nginx, ['-e', 'stderr', '-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: ['ignore', 'ignore', 'pipe'] });
  // Not SIGKILL, which would leave its workers standing.
  const quit = () => child.kill('SIGTERM');
  process.once('exit', quit);
  const workers = linesOf(child);
  await workers.next();
  return {
    url: `http://127.0.0.1:${port}`,
    reload: async () => {
      child.kill('SIGHUP');
      await workers.next();
    },
    stop: async () => {
      process.removeListener('exit', quit);
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** What is shipped, with our addresses in place of those of the containers. */
async function shippedConfig(port: number, ports: [number, number]): Promise<string> {
  const text = await readFile(SHIPPED, 'utf8');
  const ours = text
    .replace('handoff-1:8787', `127.0.0.1:${ports[0]}`)
    .replace('handoff-2:8787', `127.0.0.1:${ports[1]}`)
    .replace('listen 80;', `listen 127.0.0.1:${port};`);
  if (/handoff-\d|listen 80/.test(ours)) throw new Error(`${SHIPPED} names its servers otherwise than this run expects.`);
  return ours;
}

const mainConfig = (folder: string): string => `
${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log stderr notice;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path ${folder}/temp/body;
  proxy_temp_path ${folder}/temp/proxy;
  fastcgi_temp_path ${folder}/temp/fastcgi;
  scgi_temp_path ${folder}/temp/scgi;
  uwsgi_temp_path ${folder}/temp/uwsgi;
  include ${folder}/handoff.conf;
}
`;

/** Each time nginx has started a worker. Everything it says is read, so that it never waits for us. */
function linesOf(child: ChildProcess): { next: () => Promise<void> } {
  const starts = new EventEmitter();
  const count = { started: 0, awaited: 0 };
  createInterface({ input: child.stderr as NodeJS.ReadableStream }).on('line', (line) => {
    if (process.env['BENCH_STDERR'] !== undefined) process.stderr.write(`nginx: ${line}\n`);
    if (!line.includes('start worker process ')) return;
    count.started += 1;
    starts.emit('start');
  });
  return {
    next: async () => {
      count.awaited += 1;
      while (count.started < count.awaited) await once(starts, 'start');
    },
  };
}

/** nginx does not tell which port it was given, and servers must come back to theirs. One that was free a moment ago is as near as one gets. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
