// Runs the examples of docs/concepts.md and compares the tables of the docs with the code they describe.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERROR_CODES, WorkspaceFile } from '@handoff/shared/api';
import { parseEnvelope } from '@handoff/shared/event';
import { compileCondition, compileMapping, Condition, Rule } from '@handoff/shared/mapping';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { ConfigSchema } from '../packages/server/src/config/config.ts';
import { MAX_TRIES, retryDelay } from '../packages/server/src/delivery/backoff.ts';
import { destinations } from '../packages/server/src/destinations/registry.ts';
import { fencedBlock, tableRows } from './docs-tables.ts';

const root = join(import.meta.dirname, '..');
const page = (file: string): string => readFileSync(join(root, file), 'utf8');
const code = (cell: string): string => /^`(.+)`$/.exec(cell)?.[1] ?? '';
const kindsIn = (schema: string, member: 'do' | 'is', name: string): string[] => {
  const document = JSON.parse(page(`packages/shared/contract/schemas/${schema}.json`)) as {
    $defs: Record<string, { oneOf: { properties: Record<string, { const: string }> }[] }>;
  };
  return (document.$defs[name]?.oneOf ?? []).map(({ properties }) => properties[member]?.const ?? '');
};

describe('docs/concepts.md', () => {
  const concepts = page('docs/concepts.md');
  const rules = tableRows(concepts, 'rules');
  const conditions = tableRows(concepts, 'conditions');

  test.each(rules)('rule %s on %s gives %s', (rule, event, gives) => {
    const mapping = { fields: { '/field': Rule.parse(JSON.parse(code(rule ?? ''))) } };
    const { payload, problems, warnings } = compileMapping(mapping).apply(JSON.parse(code(event ?? '')));
    const said = [problems.length > 0 ? 'a problem' : 'nothing', ...(warnings.length > 0 ? ['with a warning'] : [])].join(', ');
    expect('field' in payload ? payload['field'] : said).toEqual('field' in payload ? JSON.parse(code(gives ?? '')) : gives);
  });

  test.each(conditions)('condition %s on %s holds: %s', (condition, event, holds) => {
    const ask = compileCondition(Condition.parse(JSON.parse(code(condition ?? ''))));
    expect(ask(JSON.parse(code(event ?? ''))) ? 'yes' : 'no').toBe(holds);
  });

  test('shows every kind of rule and of condition', () => {
    const shown = (rows: string[][], member: 'do' | 'is') =>
      new Set(rows.map(([cell = '']) => (JSON.parse(code(cell)) as Record<string, string>)[member]));
    expect(shown(rules, 'do')).toEqual(new Set(kindsIn('mapping', 'do', 'Rule')));
    expect(shown(conditions, 'is')).toEqual(new Set(kindsIn('condition', 'is', 'Condition')));
  });

  test('shows an envelope that is accepted without a problem', () => {
    expect(parseEnvelope(JSON.parse(fencedBlock(concepts, 'envelope')))).toMatchObject({ ok: true, problems: [] });
  });

  test('shows a workspace file that fits its destinations and maps the envelope above', () => {
    const file = WorkspaceFile.parse(parseYaml(fencedBlock(concepts, 'workspace-file')));
    const envelope: unknown = JSON.parse(fencedBlock(concepts, 'envelope'));
    for (const { spec } of Object.values(file.flows)) {
      expect(compileCondition(spec.conditions ?? { is: 'all', of: [] })(envelope)).toBe(true);
      for (const step of spec.steps) {
        const destination = destinations[file.connections[step.connection]?.destination ?? ''];
        const { payload, problems } = compileMapping(step.mapping).apply(envelope);
        expect(problems).toEqual([]);
        expect(destination?.operations[step.operation]?.payload.safeParse(payload)).toMatchObject({ success: true });
      }
    }
    for (const { destination, settings, secrets } of Object.values(file.connections)) {
      const form = z.toJSONSchema(destinations[destination]!.settings, { io: 'input', unrepresentable: 'any' });
      expect(Object.keys(form.properties ?? {})).toEqual(expect.arrayContaining([...Object.keys(settings), ...Object.keys(secrets)]));
    }
  });
});

describe('docs/operations.md', () => {
  test('lists every setting with its default and nothing else', () => {
    const shown = tableRows(page('docs/operations.md'), 'settings').map(([name = '', value = '']) => [
      code(name),
      value.replaceAll('`', ''),
    ]);
    // As they are written in the environment, before they are read.
    const { properties = {} } = z.toJSONSchema(ConfigSchema, { io: 'input', unrepresentable: 'any' });
    const settings = Object.entries(properties).map(([name, schema]) => {
      const { default: value } = schema as { default?: string | number };
      return [name, value === undefined || value === '' ? 'none' : String(value)];
    });
    expect(shown.filter(([name]) => !name?.startsWith('HANDOFF_OAUTH_'))).toEqual(settings);
    expect(shown.some(([name]) => name?.startsWith('HANDOFF_OAUTH_'))).toBe(true);
  });
});

describe('docs/architecture.md', () => {
  const architecture = page('docs/architecture.md');
  const UNIT: Record<string, number> = { s: 1, m: 60, h: 3600 };
  const seconds = (text: string) => Number.parseFloat(text) * (UNIT[text.trim().split(' ')[1] ?? ''] ?? Number.NaN);

  test('has the retry table of the code', () => {
    const rows = tableRows(architecture, 'retries');
    const middle = () => 0.5;
    expect(rows).toHaveLength(MAX_TRIES);
    rows.slice(0, -1).forEach(([failed, wait = ''], index) => {
      expect(Number(failed)).toBe(index + 1);
      expect(seconds(wait)).toBe(retryDelay(index + 1, middle) / 1000);
    });
    expect(rows.at(-1)?.slice(0, 2)).toEqual([String(MAX_TRIES), 'dead letter']);
  });

  test('names every error code of the API with its status', () => {
    const shown = tableRows(architecture, 'error-codes').map(([name = '', status]) => [code(name), Number(status)]);
    expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(Object.entries(ERROR_CODES).map(([name, { status }]) => [name, status])));
  });
});
