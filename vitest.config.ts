import { defineConfig } from 'vitest/config';

const project = (name: string, include: string[], globalSetup: string[] = []) => ({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: { name, include, globalSetup, environment: 'node' as const },
});

export default defineConfig({
  test: {
    projects: [
      project('shared', ['packages/shared/{src,test}/**/*.test.ts']),
      project('shopify-app', ['packages/shopify-app/{src,test}/**/*.test.ts']),
      project('server', ['packages/server/{src,test}/**/*.test.ts'], ['packages/server/test/support/global-setup.ts']),
      project('e2e', ['e2e/**/*.test.ts', 'bench/**/*.test.ts', 'scripts/**/*.test.ts', 'packages/server/demo/**/*.test.ts']),
    ],
  },
});
