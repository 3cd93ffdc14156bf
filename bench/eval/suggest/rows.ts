import { readFileSync } from 'node:fs';
import type { FieldDescription } from '@handoff/shared/mapping/suggest';

/** One labelled field, as in `fields.jsonl`. */
export interface LabelledField {
  /** The label given by hand. */
  type: string;
  field: FieldDescription;
}

export function readRows(file: string): LabelledField[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const row = JSON.parse(line) as Record<string, string | undefined>;
      const { form, type = 'unknown', tag, input, name, id, ph, aria, ac, label, lang } = row;
      return { type, field: { form, tag, type: input, name, id, placeholder: ph, aria, autocomplete: ac, label, lang } };
    });
}
