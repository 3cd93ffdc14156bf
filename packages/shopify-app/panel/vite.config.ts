import { fileURLToPath } from 'node:url';
import { preact } from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { leaveOutDocumentation, leaveOutJsonSchema, leaveOutNames, leaveOutUncalled, leaveOutUnusedSchemas } from './leave-out.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// What every screen needs, in one file: one after another they would take a journey each. Asking several things at once is
// for other screens (react-query's useQueries), and so is all of the API that Home does not ask for (app/endpoints.ts).
const FRAME = new RegExp(
  [
    String.raw`panel/src/(app/(?!endpoints)|screens/home/(?!Checklist))`,
    String.raw`panel/src/ui/(Ago|Button|ErrorBoundary|ErrorNotice|Go|JobProgress|Loading|Notice|Page|Progress|Row|Section|Status|times)\.`,
    String.raw`/shared/src/api/(alerting|client|destination-type|endpoint|errors|resources|endpoints/(connections|parts|workspaces))\.`,
    String.raw`/shared/src/(flow/flow|mapping/(spec|values))\.`,
    String.raw`/shared/src/panel/(needs|connection-state|translate|alerts/words|hooks/(home/.*|host|look|server))\.`,
    '/panel-api/',
    '/node_modules/(preact|zod|wouter|regexparam)/',
    '/@tanstack/(?!.*[qQ]ueries)',
    'vite/preload-helper',
  ].join('|'),
);

// The app's page (src/page) is the document; this makes the scripts and styles it names by way of the manifest.
export default defineConfig({
  root: here('.'),
  // Relative, so that the files work wherever the app is mounted.
  base: './',
  plugins: [preact(), leaveOutJsonSchema(), leaveOutUncalled(), leaveOutDocumentation(), leaveOutNames(), leaveOutUnusedSchemas()],
  resolve: {
    conditions: ['source', 'module', 'browser', 'production'],
    dedupe: ['preact'],
    // wouter's way to a hook that Preact has itself.
    alias: { 'use-sync-external-store/shim/index.js': 'preact/compat' },
  },
  build: {
    outDir: here('../dist/panel'),
    emptyOutDir: true,
    manifest: 'manifest.json',
    target: 'es2022',
    modulePreload: false,
    license: { fileName: 'licences.md' },
    rollupOptions: {
      input: here('src/main.tsx'),
      output: { codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: 'frame', test: FRAME }] } },
    },
  },
});
