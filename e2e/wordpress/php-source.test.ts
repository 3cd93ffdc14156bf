import { execFile } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { newerThan74 } from './support/grammar.ts';
import { findProgram } from './support/parts.ts';
import { PLUGIN } from './support/plugin.ts';

const run = promisify(execFile);

/** Every PHP file that a site gets. */
const shipped = globSync(['handoff.php', 'uninstall.php', 'includes/**/*.php', 'languages/**/*.php'], { cwd: PLUGIN });

describe('the grammar of PHP 7.4 (by php-parser: PHP 7.4 itself is not to be had here)', () => {
  test('no PHP file of the plugin has newer grammar', () => {
    expect(shipped).toContain('handoff.php');
    expect(shipped).toContain('includes/Plugin.php');
    expect(
      shipped.flatMap((file) => newerThan74(readFileSync(join(PLUGIN, file), 'utf8')).map((problem) => `${file}: ${problem}`)),
    ).toEqual([]);
  });

  test.each([
    'enum A { case B; }',
    '$x = match (1) { 1 => 2 };',
    'class A { function __construct(private int $a) {} }',
    'class A { public readonly int $a; }',
    'readonly class A {}',
    'class A { final const B = 1; }',
    'class A { const string B = "x"; }',
    'function f(int|string $a) {}',
    'function f(): A&B {}',
    'function f(): mixed {}',
    'function f(): static {}',
    'function f(): never {}',
    'function f($a,) {}',
    'function f($a = new B()) {}',
    'f(a: 1);',
    '$a?->b;',
    '$a::class;',
    '$f = strlen(...);',
    'try { f(); } catch (E) {}',
    '$f = fn() => throw new E();',
    '$x = 0o17;',
    '$x = new A()->b();',
    'preg_last_error_msg();',
    '\\array_find($a, $b);',
  ])('newer grammar is found: %s', (code) => {
    expect(newerThan74(`<?php ${code}`)).not.toEqual([]);
  });

  test('what 7.4 brought is let through', () => {
    const code = `<?php class A { private ?int $a = null; public function f(self $b, ?array ...$c): ?self {
      $this->a ??= 1_000; $f = static fn(int $x): int => $x * 2; [$d, 'e' => $e] = [...$c]; return new self(self::class); } }`;
    expect(newerThan74(code)).toEqual([]);
  });
});

test.skipIf(findProgram('php') === undefined)('PHP itself takes every file', async () => {
  const faults = shipped.map((file) =>
    run('php', ['-l', join(PLUGIN, file)]).then(
      () => [],
      (error: { stdout: string }) => [error.stdout],
    ),
  );
  expect((await Promise.all(faults)).flat()).toEqual([]);
});

test.skipIf(findProgram('phpcs') === undefined)('all PHP is written as PSR-12 says', async () => {
  const { stdout } = await run('phpcs', ['-q', '--report=json', '--warning-severity=0', '--standard=phpcs.xml.dist'], {
    cwd: PLUGIN,
  }).catch((error: { stdout: string }) => error);
  const { files } = JSON.parse(stdout) as { files: Record<string, { messages: { message: string; line: number; source: string }[] }> };
  expect(Object.keys(files)).toContain(join(PLUGIN, 'includes/Plugin.php'));
  expect(
    Object.entries(files).flatMap(([file, { messages }]) =>
      messages.map(({ line, message, source }) => `${relative(PLUGIN, file)}:${line} ${message} (${source})`),
    ),
  ).toEqual([]);
});
