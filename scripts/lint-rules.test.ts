import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const server = 'packages/server/src';
const importRule = 'eslint(no-restricted-imports)';

/** [file, what it imports]: each must be refused by the import rules. */
const refused: [string, string][] = [
  ['packages/shared/src/event/a.ts', '@handoff/server/app'],
  ['packages/shared/src/event/a.ts', '@handoff/shopify-app/normalize'],
  ['packages/shared/src/event/a.ts', '../../../server/src/app.ts'],
  ['packages/shared/src/event/a.ts', 'node:crypto'],
  ['packages/shared/src/event/a.test.ts', '@handoff/server/app'],
  ['packages/shared/test/a.test.ts', '@handoff/server/app'],
  ['packages/shopify-app/src/normalize/a.ts', '@handoff/server/app'],
  ['packages/shopify-app/src/normalize/a.ts', '../../../server/src/app.ts'],
  ['packages/wp-plugin/src/a.tsx', '@handoff/server/app'],
  [`${server}/http/routes/a.ts`, '@handoff/wp-plugin'],
  [`${server}/http/routes/a.ts`, '../../../../shopify-app/src/normalize/index.ts'],
  [`${server}/app.ts`, './main.ts'],
  [`${server}/app.ts`, './cli/serve.ts'],
  [`${server}/http/a.ts`, '../app.ts'],
  [`${server}/http/routes/a.ts`, '../../cli/serve.ts'],
  [`${server}/http/routes/a.ts`, 'kysely'],
  [`${server}/http/routes/a.ts`, 'better-sqlite3'],
  [`${server}/http/routes/a.ts`, 'pg'],
  [`${server}/pipeline/a.ts`, '../http/server.ts'],
  [`${server}/domain/event/a.ts`, '../../http/server.ts'],
  [`${server}/domain/event/a.ts`, '../../app.ts'],
  [`${server}/screening/a.ts`, '../pipeline/receive.ts'],
  [`${server}/screening/rules/a.ts`, '../../domain/event/list.ts'],
  [`${server}/identity/a.ts`, '../domain/event/list.ts'],
  [`${server}/delivery/a.ts`, '../pipeline/deliver.ts'],
  [`${server}/sources/kit/a.ts`, '../../delivery/worker.ts'],
  [`${server}/sources/kit/a.ts`, '../../domain/event/list.ts'],
  [`${server}/destinations/registry.ts`, '../pipeline/deliver.ts'],
  [`${server}/destinations/kit/a.ts`, '../../delivery/worker.ts'],
  [`${server}/destinations/kit/a.ts`, '../hubspot/contact.ts'],
  [`${server}/destinations/hubspot/a.ts`, '../mailchimp/member.ts'],
  [`${server}/destinations/hubspot/a.ts`, '../kitchen/sink.ts'],
  [`${server}/destinations/hubspot/a.ts`, '../registry.ts'],
  [`${server}/destinations/hubspot/a.ts`, '../../store/sqlite.ts'],
  [`${server}/destinations/hubspot/a.ts`, '../../delivery/worker.ts'],
  [`${server}/destinations/hubspot/operations/a.ts`, '../../mailchimp/member.ts'],
  [`${server}/destinations/hubspot/operations/a.ts`, '../../../store/sqlite.ts'],
  [`${server}/store/outbox/a.ts`, '../../delivery/worker.ts'],
  [`${server}/secrets/a.ts`, '../domain/event/list.ts'],
  [`${server}/observe/a.ts`, '../destinations/registry.ts'],
  [`${server}/config/a.ts`, '../main.ts'],
  [`${server}/destinations/hubspot/a.ts`, './twin.ts'],
  [`${server}/destinations/hubspot/a.ts`, './examples.ts'],
  [`${server}/destinations/registry.ts`, './hubspot/twin.ts'],
  [`${server}/destinations/hubspot/a.ts`, './twin-routes.ts'],
  [`${server}/destinations/hubspot/a.ts`, './twin/state.ts'],
  [`${server}/destinations/kit/a.ts`, '../testing/twin.ts'],
  [`${server}/delivery/a.ts`, '../destinations/hubspot/twin.ts'],
  [`${server}/cli/a.ts`, '../destinations/testing/contract.ts'],
  [`${server}/app.ts`, '@handoff/shopify-app/testing'],
];

/** [file, what it imports]: each must be let through. */
const allowed: [string, string][] = [
  [`${server}/cli/a.ts`, '../app.ts'],
  [`${server}/app.ts`, './http/server.ts'],
  [`${server}/app.ts`, '@handoff/shopify-app/normalize'],
  [`${server}/http/routes/a.ts`, '../../domain/event/list.ts'],
  [`${server}/domain/event/a.ts`, '../../pipeline/receive.ts'],
  [`${server}/domain/delivery/a.ts`, '../../store/sqlite.ts'],
  [`${server}/pipeline/a.ts`, '../delivery/worker.ts'],
  [`${server}/screening/a.ts`, '../identity/email.ts'],
  [`${server}/delivery/a.ts`, '../destinations/registry.ts'],
  [`${server}/destinations/registry.ts`, './hubspot/index.ts'],
  [`${server}/destinations/kit/a.ts`, '../../secrets/open.ts'],
  [`${server}/destinations/hubspot/a.ts`, '../kit/types.ts'],
  [`${server}/destinations/hubspot/a.ts`, '@handoff/shared/event'],
  [`${server}/destinations/hubspot/operations/a.ts`, '../../kit/types.ts'],
  [`${server}/destinations/hubspot/operations/a.ts`, '../client.ts'],
  [`${server}/destinations/hubspot/a.test.ts`, './twin.ts'],
  [`${server}/destinations/hubspot/twin.ts`, '../testing/twin.ts'],
  [`${server}/destinations/hubspot/twin-routes.ts`, '../testing/twin.ts'],
  ['packages/server/demo/a.ts', '../src/destinations/hubspot/twin.ts'],
  ['packages/shared/test/a.test.ts', 'node:fs'],
  ['packages/shopify-app/src/normalize/a.ts', '@handoff/shared/event'],
];

/** Files that break one rule each on their only line of interest. */
const broken: Record<string, { text: string; rule: string }> = {
  [`${server}/store/floating.ts`]: {
    text: 'export function start(work: () => Promise<void>): void {\n  work();\n}\n',
    rule: 'typescript(no-floating-promises)',
  },
  [`${server}/store/misused.ts`]: {
    text: 'export const isOpen = (ask: () => Promise<boolean>): string => (ask() ? "open" : "closed");\n',
    rule: 'typescript(no-misused-promises)',
  },
  [`${server}/store/any.ts`]: { text: 'export const value: any = 1;\n', rule: 'typescript(no-explicit-any)' },
  [`${server}/config/environment.ts`]: { text: 'export const home = process.env.HOME;\n', rule: 'node(no-process-env)' },
  [`${server}/config/named-environment.ts`]: {
    text: "import { env } from 'node:process';\nexport const home = env.HOME;\n",
    rule: importRule,
  },
  [`${server}/store/long.ts`]: { text: 'export {};\n'.repeat(301), rule: 'eslint(max-lines)' },
};
const sound: Record<string, { text: string; rule: string }> = {
  [`${server}/main.ts`]: { text: 'export const home = process.env.HOME;\n', rule: 'node(no-process-env)' },
  [`${server}/cli/environment.ts`]: { text: 'export const home = process.env.HOME;\n', rule: 'node(no-process-env)' },
  [`${server}/store/long.test.ts`]: { text: 'export {};\n'.repeat(301), rule: 'eslint(max-lines)' },
};

interface Report {
  diagnostics: { code: string; severity: string; filename: string; labels: { span: { line: number } }[] }[];
}

/** Every error found, as `file:line rule`. */
let errors: Set<string>;
const importsOf = new Map<string, string[]>();
const lineOf = (file: string, specifier: string): number => importsOf.get(file)!.indexOf(specifier) + 1;

beforeAll(() => {
  for (const [file, specifier] of [...refused, ...allowed]) importsOf.set(file, [...(importsOf.get(file) ?? []), specifier]);
  const tree = mkdtempSync(join(tmpdir(), 'handoff-lint-'));
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    writeFileSync(join(tree, file), text);
  };
  try {
    copyFileSync(join(root, '.oxlintrc.json'), join(tree, '.oxlintrc.json'));
    write('tsconfig.json', JSON.stringify({ compilerOptions: { strict: true, types: [] } }));
    for (const [file, specifiers] of importsOf) write(file, specifiers.map((specifier) => `import '${specifier}';\n`).join(''));
    for (const [file, { text }] of Object.entries({ ...broken, ...sound })) write(file, text);
    const env = { ...process.env, OXLINT_TSGOLINT_PATH: join(root, 'node_modules/.bin/tsgolint') };
    const oxlint = spawnSync(join(root, 'node_modules/.bin/oxlint'), ['--type-aware', '-f', 'json', '.'], {
      cwd: tree,
      env,
      encoding: 'utf8',
    });
    const { diagnostics } = JSON.parse(oxlint.stdout) as Report;
    const failures = diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
    errors = new Set(
      failures.flatMap(({ filename, code, labels }) => [`${filename} ${code}`, `${filename}:${labels[0]?.span.line} ${code}`]),
    );
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
});

describe('who may import whom', () => {
  test.each(refused)('%s may not import %s', (file, specifier) => {
    expect(errors).toContain(`${file}:${lineOf(file, specifier)} ${importRule}`);
  });
  test.each(allowed)('%s may import %s', (file, specifier) => {
    expect(errors).not.toContain(`${file}:${lineOf(file, specifier)} ${importRule}`);
  });
});

describe('other rules', () => {
  test.each(Object.entries(broken))('%s is refused', (file, { rule }) => {
    expect(errors).toContain(`${file} ${rule}`);
  });
  test.each(Object.entries(sound))('%s is let through', (file, { rule }) => {
    expect(errors).not.toContain(`${file} ${rule}`);
  });
});
