import { fileURLToPath } from 'node:url';
import { preact } from '@preact/preset-vite';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// The app's page (src/page) is the document; this makes the scripts and styles it names by way of the manifest.
export default defineConfig({
  root: here('.'),
  // Relative, so that the files work wherever the app is mounted.
  base: './',
  plugins: [preact()],
  resolve: {
    conditions: ['source', 'module', 'browser', 'production'],
    dedupe: ['preact'],
  },
  build: {
    outDir: here('../dist/panel'),
    emptyOutDir: true,
    manifest: 'manifest.json',
    target: 'es2022',
    modulePreload: { polyfill: false },
    rollupOptions: { input: here('src/main.tsx') },
  },
});
