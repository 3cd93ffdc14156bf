import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const CONFIG = fileURLToPath(new URL('../../../packages/shopify-app/panel/vite.config.ts', import.meta.url));

let made: Promise<unknown> | undefined;

/** Builds the panel from its sources to where the app's page looks for it, once in a process. Files have hashed names, so those of another build may stay. */
export async function buildPanel(): Promise<void> {
  made ??= build({ configFile: CONFIG, logLevel: 'error', build: { emptyOutDir: false } });
  await made;
}
