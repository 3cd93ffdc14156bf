import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';

const src = join(import.meta.dirname, '../src');

test('each class is styled by one sheet: another screen’s stays loaded when one goes on', () => {
  const sheets = new Map<string, Set<string>>();
  for (const file of globSync(`${src}/**/*.scss`))
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(/^\.(handoff-[\w-]+)/gm))
      sheets.set(name, (sheets.get(name) ?? new Set()).add(relative(src, file)));
  expect(sheets.size).toBeGreaterThan(50);
  const twice = [...sheets].filter(([, files]) => files.size > 1).map(([name, files]) => `${name}: ${[...files].join(', ')}`);
  expect(twice).toEqual([]);
});
