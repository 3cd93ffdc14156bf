import { type Drift, extraField } from '@handoff/shared/panel';
import { type Said, said } from '../../words/said.ts';

/** What no longer fits, as the panels say it (`driftWords`), for messages in any language. */
export function driftSaid(drift: Drift): Said {
  switch (drift.kind) {
    case 'gone':
      return said('alert.drift.gone', { field: extraField(drift.target).label });
    case 'needed':
      return said('alert.drift.needed', { field: drift.label });
    case 'option':
      return said('alert.drift.option', { value: drift.value, field: drift.label });
  }
}
