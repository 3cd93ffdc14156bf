import type { SuggestField } from '@handoff/shared/api';
import type { FieldDescription } from '@handoff/shared/mapping/suggest';
import type { z } from 'zod';

/** Either spelling of a field as the suggestions read it. */
export function toDescription(field: z.output<typeof SuggestField>): FieldDescription {
  const { key, label, name, id, aria, tag, options, values, form, position, lang } = field;
  // In a row of a labelled collection `type` is the answer, and `input` what ours calls `type`.
  const type = field.input ?? field.type;
  return {
    key,
    label,
    name,
    id,
    aria,
    tag,
    type,
    options,
    values,
    form,
    position,
    lang,
    placeholder: field.placeholder ?? field.ph,
    autocomplete: field.autocomplete ?? field.ac,
  };
}
