import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fieldsOf } from './kit/fields.ts';
import { LANGUAGES } from '../words/language.ts';
import { destinations } from './registry.ts';
import type { DestinationCase } from './testing/contract.ts';

describe.each(Object.entries(destinations))('%s', (type, definition) => {
  it('is registered under its own type, in a folder of that name', () => {
    expect(definition.type).toBe(type);
  });

  it('has examples of itself, and runs the contract suite over each', async () => {
    const folder = new URL(`./${type}/`, import.meta.url);
    const { examples } = (await import(new URL('examples.ts', folder).href)) as { examples: Record<string, DestinationCase<unknown>> };
    expect(Object.values(examples).map((example) => example.definition)).toContain(definition);
    const tests = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts'));
    const suite = /Object\.entries\(examples\)\)\s*\{?\s*describeDestination\(name, example\)/;
    expect(tests.some((file) => suite.test(readFileSync(new URL(file, folder), 'utf8')))).toBe(true);
  });

  it('says how to get access and how to leave', () => {
    const readme = readFileSync(new URL(`./${type}/README.md`, import.meta.url), 'utf8');
    expect(readme).toMatch(/not verified/i);
    expect(readme).toMatch(/leav(e|ing)/i);
    for (const sentence of [definition.leaving.stays, definition.leaving.export, definition.leaving.revoke])
      expect(sentence).toMatch(/^.{20,}\.$/);
    // In the panels' other languages too.
    const others = Object.values(definition.leaving.in ?? {});
    expect(others).toHaveLength(LANGUAGES.length - 1);
    for (const { stays, export: exported, revoke } of others)
      for (const sentence of [stays, exported, revoke]) expect(sentence).toMatch(/^.{20,}\.$/);
  });

  it('finds what it updates by fields that its mappings can fill', () => {
    for (const { payload, updates } of Object.values(definition.operations)) {
      const paths = fieldsOf(payload).map(({ path }) => path);
      for (const place of [...(updates?.key ?? []), ...(updates?.apart ?? [])]) expect(paths).toContain(place);
    }
  });
});
