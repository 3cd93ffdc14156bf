import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { pluginTexts } from './plugin-texts.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** A third of WordPress' components is source maps of the styles they bring along, which only their developers would ever open. */
const leaveOutStyleMaps: Plugin = {
  name: 'leave-out-style-maps',
  transform: {
    filter: { id: /\/node_modules\/@wordpress\/.*\.m?js$/ },
    handler: (code) => ({ code: code.replaceAll(/\/\*# sourceMappingURL=data:[\w/;=,+-]+ \*\//g, ''), map: null }),
  },
};

/** `import texts from '….po'`. */
const readPluginTexts: Plugin = {
  name: 'read-plugin-texts',
  transform: {
    filter: { id: /\.po$/ },
    handler: (file) => ({ code: `export default ${JSON.stringify(pluginTexts(file))};`, map: null }),
  },
};

// Answered by http/console: the page at every address under /console, and its files under /console/assets.
export default defineConfig({
  root: here('.'),
  base: '/console/',
  plugins: [leaveOutStyleMaps, readPluginTexts],
  resolve: { conditions: ['source', 'module', 'browser', 'production'], dedupe: ['react', 'react-dom'] },
  css: { preprocessorOptions: { scss: { loadPaths: [here('../../wp-plugin/src')] } } },
  build: {
    outDir: here('../dist/console'),
    emptyOutDir: true,
    target: 'es2022',
    // The page's policy lets no inline script in.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    license: { fileName: 'licences.md' },
    rolldownOptions: {
      // "use client" is for servers that render; here all is the client.
      onLog: (level, log, handle) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
      },
    },
  },
});
