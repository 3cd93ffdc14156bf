import { compileMapping, type Mapped } from '../../src/mapping/compile.ts';
import { Mapping, type Rule } from '../../src/mapping/spec.ts';

/** What one rule makes of `value`, which it finds at /value. */
export function applyRule(make: (from: Rule) => Rule, value: unknown): { value: unknown; problems: string[]; warnings: string[] } {
  const rule = make({ do: 'path', path: '/value' });
  const { payload, problems, warnings } = applyFields({ '/target': rule }, { value });
  for (const { path } of [...problems, ...warnings])
    if (path !== '/target') throw new Error(`A problem points at ${path} instead of /target.`);
  return { value: payload['target'], problems: problems.map(({ message }) => message), warnings: warnings.map(({ message }) => message) };
}

/** Applies a mapping that must be one `Mapping` accepts. */
export function applyFields(fields: Record<string, Rule>, root: unknown): Mapped {
  return compileMapping(Mapping.parse({ fields })).apply(root);
}
