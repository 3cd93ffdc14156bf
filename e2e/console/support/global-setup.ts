import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Builds the console as it is now, where the server serves it from. */
export default async function setup(): Promise<void> {
  const before = process.env['NODE_ENV'];
  // As it is shipped: Vitest says "test".
  process.env['NODE_ENV'] = 'production';
  try {
    const configFile = fileURLToPath(new URL('../../../packages/server/console/vite.config.ts', import.meta.url));
    // What is there stays: another run may have a page open whose later parts it still asks for.
    await build({ configFile, mode: 'production', logLevel: 'error', build: { emptyOutDir: false } });
  } finally {
    process.env['NODE_ENV'] = before;
  }
}
