import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const outDir = here('dist');
const conditions = ['source', 'module', 'node', 'production'];

/** Code that looks for files beside itself goes on from where it stood, wherever it is put. */
const keepPlaces: Plugin = {
  name: 'keep-places',
  transform: {
    filter: { id: /\/packages\/[^/]+\/src\//, code: 'import.meta.url' },
    handler: (code, id) => ({ code: code.replaceAll('import.meta.url', `__placeOf(${JSON.stringify(id)})`), map: null }),
  },
  renderChunk: (code, { fileName }) => {
    const place = (_: string, id: string) => {
      const path = relative(dirname(join(outDir, fileName)), JSON.parse(id) as string);
      return `new URL(${JSON.stringify(path)}, import.meta.url).href`;
    };
    return { code: code.replaceAll(/__placeOf\(("[^"]*")\)/g, place), map: null };
  },
};

// The server in a few files: to look for two thousand modules and read each by itself was half of a start, and a tenth of the
// memory. What is loaded only where it is asked for (traces, Shopify) has files of its own.
export default defineConfig({
  root: here('.'),
  publicDir: false,
  plugins: [keepPlaces],
  resolve: { conditions },
  // SQLite's is machine code.
  ssr: { noExternal: true, external: ['better-sqlite3'], resolve: { conditions } },
  build: {
    ssr: true,
    outDir,
    // The types and the console are there too.
    emptyOutDir: false,
    target: 'node24',
    sourcemap: true,
    license: { fileName: 'licences.md' },
    rolldownOptions: {
      // The program; and by name what `exports` names and what the benchmarks compare it with.
      input: Object.fromEntries(['cli/main', 'app', 'main', 'shopify/ports'].map((name) => [name, here(`src/${name}.ts`)])),
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name].js',
        // Node keeps the text of what it runs; names stay as they are, so that a stack can be read.
        minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
      },
    },
  },
});
