import fc from 'fast-check';
import { z } from 'zod';
import { hostileText, hostileValue } from './hostile.ts';

type Json = Record<string, unknown>;

/** Values of a zod schema's shape, most of them right: what is mutated afterwards, so that hostility gets past the first check. */
export function fromSchema(schema: z.ZodType): fc.Arbitrary<unknown> {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline', cycles: 'ref' }) as Json;
  return build(root, (root['$defs'] ?? {}) as Record<string, Json>, root, 0);
}

const FORMATS: Record<string, fc.Arbitrary<string>> = {
  'date-time': fc.date({ noInvalidDate: true, min: new Date('2000-01-01'), max: new Date('2040-01-01') }).map((date) => date.toISOString()),
  date: fc.constant('2026-11-21'),
  email: fc.constantFrom('ada@example.com', 'a.b+c@xn--mnchen-3ya.example'),
  uri: fc.constantFrom('https://bloom.example/contact', 'http://localhost:1/', 'https://xn--n3h.example'),
};
const MAX_DEPTH = 5;

function build(schema: Json, defs: Record<string, Json>, root: Json, depth: number): fc.Arbitrary<unknown> {
  if (typeof schema['$ref'] === 'string') {
    const name = schema['$ref'].split('/').at(-1) as string;
    return depth > MAX_DEPTH ? hostileValue : build(schema['$ref'] === '#' ? root : (defs[name] ?? {}), defs, root, depth + 1);
  }
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]));
  const choices = (schema['anyOf'] ?? schema['oneOf']) as Json[] | undefined;
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => build(choice, defs, root, depth + 1)));
  if (Array.isArray(schema['allOf'])) return build(Object.assign({}, ...(schema['allOf'] as Json[])) as Json, defs, root, depth + 1);
  switch (schema['type']) {
    case 'string':
      return text(schema);
    case 'integer':
    case 'number': {
      const min = Math.ceil(clamp(schema['minimum'], -1000));
      return fc.integer({ min, max: Math.max(min, Math.floor(clamp(schema['maximum'], 1000))) });
    }
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return depth > MAX_DEPTH
        ? fc.constant([])
        : fc.array(build((schema['items'] ?? {}) as Json, defs, root, depth + 1), {
            minLength: Math.min(3, clamp(schema['minItems'], 0)),
            maxLength: 3,
          });
    case 'object':
      return object(schema, defs, root, depth);
    default:
      return hostileValue;
  }
}

function object(schema: Json, defs: Record<string, Json>, root: Json, depth: number): fc.Arbitrary<unknown> {
  const required = new Set((schema['required'] ?? []) as string[]);
  const known = Object.entries((schema['properties'] ?? {}) as Record<string, Json>);
  const members = Object.fromEntries(
    known
      .filter(([name]) => depth <= MAX_DEPTH || required.has(name))
      .map(([name, member]) => [name, build(member, defs, root, depth + 1)]),
  );
  const fixed = fc.record(members, { requiredKeys: [...required].filter((name) => name in members) });
  const more = schema['additionalProperties'];
  if (typeof more !== 'object' || more === null) return fixed;
  const free = fc.dictionary(hostileText, build(more as Json, defs, root, depth + 1), { maxKeys: 3 });
  return fc.tuple(fixed, free).map(([named, others]) => ({ ...others, ...named }));
}

function text(schema: Json): fc.Arbitrary<string> {
  const format = FORMATS[String(schema['format'])];
  const min = clamp(schema['minLength'], 0);
  const max = Math.max(min, clamp(schema['maxLength'], 40));
  const plain = format ?? patterned(schema['pattern']) ?? fc.string({ minLength: min, maxLength: Math.min(max, min + 40) });
  return fc.oneof({ weight: 15, arbitrary: plain }, { weight: 1, arbitrary: hostileText });
}

/** Texts of a pattern; undefined where there is none, or it says more than can be made up from it (looking ahead). */
function patterned(pattern: unknown): fc.Arbitrary<string> | undefined {
  if (typeof pattern !== 'string') return undefined;
  try {
    return fc.stringMatching(new RegExp(pattern), { maxLength: 100 });
  } catch {
    return undefined;
  }
}

function clamp(value: unknown, otherwise: number): number {
  return typeof value === 'number' && Math.abs(value) <= 1e6 ? value : otherwise;
}
