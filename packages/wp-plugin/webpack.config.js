import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const config = require('@wordpress/scripts/config/webpack.config');
const { NormalModuleReplacementPlugin } = require('webpack');

/** Lists the npm packages whose code is in the scripts, with version and licence: the zip carries the list, and its maker checks it. */
class BundledPackages {
  apply(compiler) {
    const { Compilation, sources } = compiler.webpack;
    const name = 'BundledPackages';
    compiler.hooks.thisCompilation.tap(name, (compilation) => {
      compilation.hooks.processAssets.tap({ name, stage: Compilation.PROCESS_ASSETS_STAGE_SUMMARIZE }, () => {
        const modules = [...compilation.modules].flatMap((module) => [module, ...(module.modules ?? [])]);
        const folders = modules.flatMap(({ resource }) => resource?.match(/^.*\/node_modules\/(@[^/]+\/)?[^/]+/)?.[0] ?? []);
        const lines = [...new Set(folders)].map((folder) => {
          const { name: title, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
          return `${title} ${version} ${license}\n`;
        });
        compilation.emitAsset('bundled-packages.txt', new sources.RawSource([...new Set(lines)].toSorted().join('')));
      });
    });
  }
}

export default {
  ...config,
  entry: { panel: './src/index.tsx' },
  // Our own packages are read from their sources, as everywhere in development.
  resolve: { ...config.resolve, conditionNames: ['source', '...'] },
  plugins: [
    ...config.plugins,
    new NormalModuleReplacementPlugin(
      /\/(json-schema-processors|to-json-schema)\.js$/,
      fileURLToPath(new URL('no-json-schema.cjs', import.meta.url)),
    ),
    new BundledPackages(),
  ],
};
