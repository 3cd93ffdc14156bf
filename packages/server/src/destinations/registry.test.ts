import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { destinations } from './registry.ts';

describe.each(Object.entries(destinations))('%s', (type, definition) => {
  it('is registered under its own type, in a folder of that name', () => {
    expect(definition.type).toBe(type);
  });

  it('runs the contract suite', () => {
    const folder = new URL(`./${type}/`, import.meta.url);
    const tests = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts'));
    expect(tests.some((file) => readFileSync(new URL(file, folder), 'utf8').includes('describeDestination('))).toBe(true);
  });
});
