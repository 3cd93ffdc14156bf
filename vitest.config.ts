import { configDefaults, defineConfig } from 'vitest/config';

interface Extra {
  exclude?: string[];
  globalSetup?: string[];
  testTimeout?: number;
  hookTimeout?: number;
}

/** For what learns again and again, or waits for sites and browsers on two busy cores. */
const PATIENT = { testTimeout: 120_000, hookTimeout: 120_000 };

const project = (name: string, include: string[], extra: Extra = {}) => ({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  // Two cores serve all of it, and CI is no quieter: these say when something hangs, not how fast it should be. Of itself
  // Vitest would poll for one second.
  test: {
    name,
    include,
    environment: 'node' as const,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    ...extra,
  },
});

export default defineConfig({
  test: {
    projects: [
      project('shared', ['packages/shared/{src,test}/**/*.test.ts']),
      project('shopify-app', ['packages/shopify-app/{src,test,panel}/**/*.test.ts']),
      project('wp-plugin', ['packages/wp-plugin/{src,tests}/**/*.test.{ts,tsx}']),
      // What screening learned is learned several times over in some of these, which takes a busy machine the better part of a minute.
      project('server', ['packages/server/{src,test}/**/*.test.ts'], {
        globalSetup: ['packages/server/test/support/global-setup.ts'],
        ...PATIENT,
      }),
      project('e2e', ['e2e/**/*.test.ts', 'bench/**/*.test.ts', 'scripts/**/*.test.ts', 'packages/server/demo/**/*.test.ts'], {
        exclude: [...configDefaults.exclude, 'e2e/wordpress/**', 'e2e/shopify/**', 'e2e/console/**'],
      }),
      project('shopify', ['e2e/shopify/**/*.test.ts'], { globalSetup: ['e2e/shopify/support/global-setup.ts'] }),
      project('console', ['e2e/console/**/*.test.ts'], {
        globalSetup: ['e2e/console/support/global-setup.ts'],
        ...PATIENT,
      }),
      // A site is made in seconds, and two cores serve all of them: these wait longer before they call something hung.
      project('wordpress', ['e2e/wordpress/**/*.test.ts'], {
        globalSetup: ['e2e/wordpress/support/global-setup.ts'],
        ...PATIENT,
      }),
    ],
  },
});
