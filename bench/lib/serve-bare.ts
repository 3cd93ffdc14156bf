import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type * as App from '../../packages/server/src/app.ts';
import { keepMemoryLean, roomForWork } from '../../packages/server/src/cli/lean-memory.ts';
import type * as Main from '../../packages/server/src/main.ts';

/** The server's code, from the folder that is the process' argument (`dist` or `src`). */
export interface ServerCode extends Pick<typeof Main, 'open'>, Pick<typeof App, 'createApp'> {
  /** One file of it, by its path in the folder without the extension. */
  load: (path: string) => Promise<unknown>;
}

type Bare = Pick<ReturnType<typeof App.createApp>, 'fetch'>;

/** Serves until it is told to end. It treats memory as `handoff serve` does: nothing but the store shall differ. */
export async function serveBare(appOf: (code: ServerCode) => Promise<Bare>): Promise<void> {
  keepMemoryLean();
  const folder = process.argv[2] as string;
  const extension = folder.endsWith('dist') ? 'js' : 'ts';
  const load = (path: string): Promise<unknown> => import(`${folder}/${path}.${extension}`);
  const { open } = (await load('main')) as typeof Main;
  const { createApp } = (await load('app')) as typeof App;
  const { fetch } = await appOf({ open, createApp, load });
  roomForWork();
  const server = serve({ fetch, hostname: '127.0.0.1', port: 0, overrideGlobalObjects: false }, (address: AddressInfo) => {
    process.stdout.write(`The bare server listens on http://127.0.0.1:${address.port}\n`);
  });
  process.once('SIGTERM', () => {
    server.close();
    process.exit(0);
  });
}
