import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { monotonicFactory } from 'ulid';
import type * as App from '../../packages/server/src/app.ts';
import { keepMemoryLean, roomForWork } from '../../packages/server/src/cli/lean-memory.ts';
import type * as Main from '../../packages/server/src/main.ts';

/**
 * The server without a store behind its door: the same app on the same HTTP server reads the body, looks up the
 * source, checks the signature and parses, then answers at once instead of keeping the event.
 * Argument: the folder of the server's code, `dist` or `src`.
 */
// As `handoff serve` does: nothing but the store shall differ.
keepMemoryLean();
const folder = process.argv[2] as string;
const extension = folder.endsWith('dist') ? 'js' : 'ts';
const { open } = (await import(`${folder}/main.${extension}`)) as typeof Main;
const { createApp } = (await import(`${folder}/app.${extension}`)) as typeof App;

const nextId = monotonicFactory();
const { deps } = await open();
const app = createApp({
  ...deps,
  receive: (_source, events) => Promise.resolve(events.map(() => ({ eventId: `evt_${nextId()}`, status: 'accepted' as const }))),
});
roomForWork();
const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0, overrideGlobalObjects: false }, (address: AddressInfo) => {
  process.stdout.write(`The bare server listens on http://127.0.0.1:${address.port}\n`);
});
process.once('SIGTERM', () => {
  server.close();
  process.exit(0);
});
