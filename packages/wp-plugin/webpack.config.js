import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const config = require('@wordpress/scripts/config/webpack.config');
const { NormalModuleReplacementPlugin } = require('webpack');
const root = fileURLToPath(new URL('../..', import.meta.url));

/** The folder of the npm package a module is of; undefined for our own. */
const packageOf = (module) => module.resource?.match(/^.*\/node_modules\/(@[^/]+\/)?[^/]+/)?.[0];

const byText = (a, b) => (a < b ? -1 : 1);

/** Modules that were joined into one, each by itself. */
const single = (modules) => [...modules].flatMap((module) => [module, ...(module.modules ?? [])]);

/**
 * Says what is in the scripts: the npm packages with version and licence, and the wording of their licences, which travel
 * with the code (the zip carries both, and its maker checks them); and what the first screen loads and is made of.
 */
class Contents {
  apply(compiler) {
    const { Compilation, sources } = compiler.webpack;
    const name = 'Contents';
    compiler.hooks.thisCompilation.tap(name, (compilation) => {
      compilation.hooks.processAssets.tap({ name, stage: Compilation.PROCESS_ASSETS_STAGE_SUMMARIZE }, () => {
        const emit = (file, text) => compilation.emitAsset(file, new sources.RawSource(text));
        const folders = [...new Set(single(compilation.modules).map(packageOf).filter(Boolean))].toSorted(byText);
        emit('bundled-packages.txt', [...new Set(folders.map((folder) => `${titleOf(folder)}\n`))].toSorted(byText).join(''));
        emit('licences.txt', folders.map((folder) => `${titleOf(folder)}\n\n${licenceOf(folder)}\n`).join('\n---\n\n'));
        emit('panel-parts.json', JSON.stringify(firstScreenOf(compilation)));
      });
    });
  }
}

function titleOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  return `${name} ${version} ${license}`;
}

function licenceOf(folder) {
  const file = readdirSync(folder).find((name) => /^licen[cs]e(\.md|\.txt)?$/i.test(name));
  return file === undefined ? '(The package holds no text of its licence.)' : readFileSync(`${folder}/${file}`, 'utf8').trim();
}

/** The files of the entry point, and what they are made of, largest first: bytes of source by package or by file. */
function firstScreenOf({ entrypoints, chunkGraph }) {
  const entry = entrypoints.get('panel');
  const bytes = new Map();
  for (const module of entry.chunks.flatMap((chunk) => single(chunkGraph.getChunkModules(chunk)))) {
    if (module.modules !== undefined || module.resource === undefined) continue;
    const part = packageOf(module)?.replace(/^.*node_modules\//, '') ?? relative(root, module.resource);
    bytes.set(part, (bytes.get(part) ?? 0) + module.size());
  }
  const files = entry.getFiles().filter((file) => /\.(js|css)$/.test(file) && !file.endsWith('-rtl.css'));
  return { first: files.map((file) => file.replace(/^\.\//, '')).toSorted(), parts: [...bytes].toSorted(([, a], [, b]) => b - a) };
}

// As with scripts: a browser must not show a new screen in the old version's styles.
config.plugins.find((plugin) => plugin.constructor.name === 'MiniCssExtractPlugin').options.chunkFilename = '[name].css?ver=[chunkhash]';

// A style of a package is part of our build. Taken for a script of core it would be a dependency that is not there, and then
// WordPress leaves out the whole panel.
config.plugins.find((plugin) => plugin.constructor.name === 'DependencyExtractionWebpackPlugin').options.requestToExternal = (request) =>
  request.endsWith('.css') ? false : undefined;

export default {
  ...config,
  entry: { panel: './src/index.tsx' },
  // Our own packages are read from their sources, as everywhere in development.
  resolve: { ...config.resolve, conditionNames: ['source', '...'] },
  module: {
    ...config.module,
    rules: [
      ...config.module.rules,
      {
        test: /\/shared\/src\/api\/endpoints\/[\w-]+\.ts$/,
        enforce: 'pre',
        use: fileURLToPath(new URL('no-uncalled-endpoints.cjs', import.meta.url)),
      },
      {
        test: /\/shared\/src\/api\/(?:endpoints\/)?[\w-]+\.ts$/,
        enforce: 'pre',
        use: fileURLToPath(new URL('no-unused-schemas.cjs', import.meta.url)),
      },
      { test: /\/@wordpress\/dataviews\/.*\.m?js$/, use: fileURLToPath(new URL('no-style-maps.cjs', import.meta.url)) },
    ],
  },
  plugins: [
    ...config.plugins,
    new NormalModuleReplacementPlugin(
      /\/(json-schema-processors|to-json-schema)\.js$/,
      fileURLToPath(new URL('no-json-schema.cjs', import.meta.url)),
    ),
    new Contents(),
  ],
};
