import { extraField } from '../mapping-editor/rows.ts';
import { fill, type Translate } from '../translate.ts';
import type { Drift } from './drift.ts';

/** What no longer fits, in a sentence. */
export function driftWords(drift: Drift, t: Translate): string {
  switch (drift.kind) {
    case 'gone':
      return fill(t('The field “{field}” is not there any more, so nothing can be sent to it.'), { field: extraField(drift.target).label });
    case 'needed':
      return fill(t('“{field}” has to be filled, and nothing is.'), { field: drift.label });
    case 'option':
      return fill(t('“{value}” is not one of the choices of “{field}”.'), { value: drift.value, field: drift.label });
  }
}
