import type { FlowSpec } from '../../flow/flow.ts';
import { conditionPaths } from '../../mapping/condition.ts';
import { compilePointer } from '../../mapping/pointer.ts';
import type { KnownForm } from '../mapping-editor/made-up.ts';
import { rulePaths } from '../mapping-editor/paths.ts';

/** A form's field, or one that only a flow reads. */
export interface AskedField {
  key: string;
  label?: string;
  type?: string;
  /** The form's title; undefined where only flows know the field. */
  form?: string;
}

/** Where a name is used: the fields of forms that are called so, and the flows that read them. */
export interface TermUses {
  fields: { form: string; label: string }[];
  flows: string[];
}

interface ReadingFlow {
  name: string;
  spec: FlowSpec | undefined;
}

/** Every field that the site's forms ask for, and those that flows read of forms that are not known here. */
export function askedFields(forms: readonly KnownForm[], flows: readonly ReadingFlow[]): AskedField[] {
  const fields = forms.flatMap(({ title, fields: asked }) =>
    asked.map(({ key, label, type }): AskedField => ({ key, label, type, form: title })),
  );
  const known = new Set(fields.map(({ key }) => key));
  const read = new Set(flows.flatMap(readKeys));
  return [...fields, ...[...read].filter((key) => !known.has(key)).map((key): AskedField => ({ key }))];
}

/** Where each name is used. `names`: what the server calls each of the fields; null where it does not know. */
export function termUses(
  fields: readonly AskedField[],
  names: readonly (string | null)[],
  flows: readonly ReadingFlow[],
): Map<string, TermUses> {
  const uses = new Map<string, TermUses>();
  const namesOfKey = new Map<string, Set<string>>();
  for (const [index, { key, label, form }] of fields.entries()) {
    const name = names[index];
    if (name === undefined || name === null) continue;
    const use = uses.get(name) ?? { fields: [], flows: [] };
    uses.set(name, use);
    if (form !== undefined) use.fields.push({ form, label: label === undefined || label === '' ? key : label });
    namesOfKey.set(key, (namesOfKey.get(key) ?? new Set()).add(name));
  }
  for (const flow of flows) {
    const read = new Set(readKeys(flow).flatMap((key) => [...(namesOfKey.get(key) ?? [])]));
    for (const name of read) uses.get(name)?.flows.push(flow.name);
  }
  return uses;
}

/** The fields of a form that a flow's conditions and mappings read. */
function readKeys({ spec }: ReadingFlow): string[] {
  if (spec === undefined) return [];
  const conditions = [spec.conditions, ...spec.steps.map(({ when }) => when)].filter((condition) => condition !== undefined);
  const rules = spec.steps.flatMap(({ mapping }) => Object.values(mapping.fields));
  const keys = [...conditions.flatMap(conditionPaths), ...rules.flatMap(rulePaths)].flatMap((path) => {
    const [data, fields, key] = compilePointer(path) ?? [];
    return data === 'data' && fields === 'fields' && key !== undefined ? [key] : [];
  });
  return [...new Set(keys)];
}
