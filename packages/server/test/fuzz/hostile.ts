import fc from 'fast-check';

/** Texts that have broken programs before. */
const KNOWN_TROUBLE = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\r\nset-cookie: a=b',
  '\n',
  '\uD800',
  '\uDFFF\uD800',
  '\uFEFF',
  '\u202Etxt.exe',
  '\u200B',
  'İ',
  'ß',
  'ﬀ',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '__defineGetter__',
  "'; drop table events; --",
  '" or 1=1 --',
  '%',
  '_',
  '\\',
  '%00',
  '%ZZ',
  '../../etc/passwd',
  '//evil.example',
  'javascript:alert(1)',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '{{7*7}}',
  '${7*7}',
  '=cmd()',
  '+1+1',
  '@SUM(A1)',
  '-2+3',
  'NaN',
  'Infinity',
  '-0',
  '1e999',
  '9007199254740993',
  '0x10',
  'null',
  'undefined',
  'true',
  '[]',
  '{}',
  '2026-02-30T25:61:61Z',
  '0000-00-00',
  '+275760-09-13T00:00:00.001Z',
  '-000001-01-01T00:00:00Z',
  '2026-11-21T11:59:00Z',
  'a@b',
  'a@b.example',
  '"a b"@example.com',
  'a@[127.0.0.1]',
  'ада@пример.рф',
  '+4915112345678',
  '+',
  '00',
  '١٢٣',
  `${'a'.repeat(5000)}!`,
  'a'.repeat(70_000),
  `${'a@'.repeat(2000)}b`,
  `${'0'.repeat(3000)}x`,
  ` ${' '.repeat(20_000)}x`,
  'é'.repeat(3000),
  'http://169.254.169.254/latest/meta-data',
  'https://user:pass@example.com/',
  'http://[::ffff:127.0.0.1]/',
  'https://0x7f.1/',
  'file:///etc/passwd',
];

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...KNOWN_TROUBLE) },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
);

/** Any value JSON can hold, and some it cannot hold well. */
export const hostileValue: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    { weight: 4, arbitrary: hostileText },
    {
      weight: 1,
      arbitrary: fc.constantFrom(null, true, false, 0, -0, 1, -1, 1e308, 5e-324, Number.MAX_SAFE_INTEGER + 1, 2 ** 31, -(2 ** 63)),
    },
    { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
    { weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 4 }) },
    {
      weight: 1,
      arbitrary: fc.dictionary(fc.oneof(hostileText, fc.constantFrom('a', 'type', 'data', 'email')), tie('value'), { maxKeys: 4 }),
    },
  ),
})).value;

/** Bodies no serialiser would write. */
export const rawBody: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc
    .constantFrom(
      '',
      ' ',
      '{',
      '[',
      '"',
      'nul',
      '{"a":1e999}',
      '{"a":1,"a":2}',
      '{"__proto__":{"polluted":1}}',
      '{"\\u005f_proto__":{"polluted":1}}',
      '\uFEFF{}',
      '[1,]',
      "{'a':1}",
      '{"a":NaN}',
      '"\\ud800"',
      '{"a":"\\u0000"}',
      '{"constructor":{"prototype":{"polluted":1}}}',
      '0',
      '-',
      '1'.repeat(5000),
    )
    .map((text) => new TextEncoder().encode(text)),
  fc
    .record({ shape: fc.constantFrom(['[', ''], ['{"a":', ''], ['[', ']'], ['{"a":', '}']), depth: fc.integer({ min: 1, max: 20_000 }) })
    .map(({ shape: [open = '', close = ''], depth }) => new TextEncoder().encode(`${open.repeat(depth)}1${close.repeat(depth)}`)),
);

/** One place of a value made something else: replaced, left out, or wrapped. `at` chooses among all places. */
export interface Mutation {
  at: number;
  how: 'replace' | 'drop' | 'wrap' | 'rename';
  by: unknown;
}

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(),
  how: fc.constantFrom('replace' as const, 'replace' as const, 'drop' as const, 'wrap' as const, 'rename' as const),
  by: hostileValue,
});

/** Applies mutations in turn; the value given is left as it is. */
export function mutate(value: unknown, mutations: Mutation[]): unknown {
  return mutations.reduce(mutateOnce, value);
}

function mutateOnce(value: unknown, { at, how, by }: Mutation): unknown {
  const chosen = at % countPlaces(value);
  let place = -1;
  const visit = (here: unknown): unknown => {
    place += 1;
    if (place === chosen) return how === 'wrap' ? { value: [here] } : by;
    if (Array.isArray(here)) return here.map(visit);
    if (typeof here !== 'object' || here === null) return here;
    const entries = Object.entries(here).flatMap(([name, member]): [string, unknown][] => {
      const before = place + 1;
      const made = visit(member);
      if (before !== chosen || how === 'replace' || how === 'wrap') return [[name, made]];
      return how === 'drop' ? [] : [[typeof by === 'string' ? by : 'renamed', member]];
    });
    return Object.fromEntries(entries);
  };
  return visit(value);
}

function countPlaces(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, member) => sum + countPlaces(member), 1);
}
