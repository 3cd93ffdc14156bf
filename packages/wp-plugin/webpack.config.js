import { createRequire } from 'node:module';

const config = createRequire(import.meta.url)('@wordpress/scripts/config/webpack.config');

export default {
  ...config,
  entry: { panel: './src/index.tsx' },
  // Our own packages are read from their sources, as everywhere in development.
  resolve: { ...config.resolve, conditionNames: ['source', '...'] },
};
