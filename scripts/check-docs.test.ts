import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkDocs } from './check-docs.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'handoff-docs-'));
  write('package.json', '{ "scripts": { "demo": "true" } }');
  write('packages/server/package.json', '{ "scripts": { "start": "true" } }');
  write('packages/server/src/app.ts', '');
  write('packages/server/src/store/sqlite.ts', '');
  write('docs/concepts.md', '# Concepts');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

test.each([
  ['a path in backticks', 'See `packages/server/src/gone.ts`.', '`packages/server/src/gone.ts` is not there'],
  ['a folder in backticks', 'See `packages/gone/`.', '`packages/gone/` is not there'],
  ['a short path inside a package', 'See `store/gone.ts`.', '`store/gone.ts` is not there'],
  ['a relative link', 'See [this](docs/gone.md).', 'the link to docs/gone.md leads nowhere'],
  ['a link with an anchor', 'See [this](docs/gone.md#part).', 'the link to docs/gone.md#part leads nowhere'],
  ['a path in a command', '```\nnode packages/server/gone.ts\n```', '`packages/server/gone.ts` is not there'],
  ['an npm script', 'Run `npm run gone`.', '`npm run gone`: no package.json has this script'],
  ['an npm script in a command', '```\nnpm run gone -- --json\n```', '`npm run gone`: no package.json has this script'],
])('%s that is not there is reported', (_, text, message) => {
  write('README.md', text);
  expect(checkDocs(root)).toEqual([{ file: 'README.md', line: expect.any(Number), message }]);
});

test('what is there, what is made by a build, and what is no path of ours passes', () => {
  write(
    'README.md',
    [
      'See `packages/server/src/app.ts`, `packages/server/src/app.ts:12`, `packages/server/`, `store/sqlite.ts`, [concepts](docs/concepts.md#words).',
      'Run `npm run demo`, `npm run start -w packages/server`, `node packages/server/dist/cli/main.js`.',
      'Not ours: `application/json`, `/v1/events`, `docs/adr/NNNN-title.md`, `destinations/<type>/twin.ts`, `../shared/DESIGN.md`, [site](https://example.com/a.md).',
    ].join('\n\n'),
  );
  write('docs/adr/0001-store.md', 'See [concepts](../concepts.md), [code](../../packages/server/src/app.ts).');
  expect(checkDocs(root)).toEqual([]);
});

test('a page in docs/ is read too, and a missing README is reported', () => {
  write('docs/concepts.md', '\n[gone](gone.md)');
  expect(checkDocs(root)).toEqual([
    { file: 'README.md', line: 1, message: 'is not there, and every repository needs it' },
    { file: 'docs/concepts.md', line: 2, message: 'the link to gone.md leads nowhere' },
  ]);
});

test('a decision that the list of decisions does not name is reported', () => {
  write('README.md', '# Handoff');
  write('docs/adr/0001-store.md', '# 0001 Store');
  write('docs/adr/0002-mapping.md', '# 0002 Mapping');
  write('docs/adr/README.md', '- [0001](0001-store.md): Store');
  expect(checkDocs(root)).toEqual([{ file: 'docs/adr/README.md', line: 1, message: 'does not list 0002-mapping.md' }]);
});
