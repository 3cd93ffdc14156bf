import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => vi.unstubAllEnvs());

/** kB (1000 bytes) as they travel, of what the browser loads before it can show Home in English. */
async function firstScreenKb(): Promise<number> {
  // As it is shipped: Vitest says "test", which would bring what is for development only.
  vi.stubEnv('NODE_ENV', 'production');
  const built = await build({
    configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)),
    mode: 'production',
    logLevel: 'error',
    build: { write: false },
  });
  if (Array.isArray(built) || !('output' in built)) throw new Error('Vite made something else than one panel.');
  const files = new Map(built.output.map((file) => [file.fileName, file]));
  const needed = new Set<string>();
  const need = (name: string): void => {
    const file = files.get(name);
    if (needed.has(name) || file === undefined) return;
    needed.add(name);
    if (file.type === 'asset') return;
    file.imports.forEach(need);
    file.viteMetadata?.importedCss.forEach(need);
  };
  for (const file of built.output) if (file.type === 'chunk' && file.isEntry) need(file.fileName);
  const sizes = [...needed].map((name) => {
    const file = files.get(name);
    return gzipSync(file?.type === 'chunk' ? file.code : (file?.source ?? '')).length;
  });
  return sizes.reduce((sum, size) => sum + size, 0) / 1000;
}

it('shows Home with at most 60 kB beyond what Shopify brings', { timeout: 180_000 }, async () => {
  const kb = await firstScreenKb();
  // Less would mean that the measure missed the panel.
  expect(kb).toBeGreaterThan(30);
  expect(kb).toBeLessThanOrEqual(60);
});
