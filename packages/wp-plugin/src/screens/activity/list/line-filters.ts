import { type ActivityFilter, eventName, eventStateWords } from '@handoff/shared/panel';
import type { Field } from '@wordpress/dataviews/wp';
import { __, t } from '../../../app/i18n.ts';
import type { Line } from '../data/types.ts';
import type { Filters } from './Table.tsx';

interface Option {
  value: string;
  label: string;
}

/** What the list can be narrowed to. They are asked of the server, so the fields have no values of their own. */
export function filterFields(types: readonly string[], sources: readonly Option[]): Field<Line>[] {
  const filter = (id: keyof ActivityFilter, label: string, elements: Option[], isPrimary = false): Field<Line> => ({
    id,
    label,
    elements,
    getValue: () => undefined,
    filterBy: { operators: ['is'], isPrimary },
  });
  return [
    filter('verdict', __('Verdict', 'handoff'), verdicts(), true),
    filter('state', __('State', 'handoff'), states()),
    filter(
      'type',
      __('Kind', 'handoff'),
      types.map((type) => ({ value: type, label: eventName(type, t) })),
      true,
    ),
    ...(sources.length > 1 ? [filter('sourceId', __('Source', 'handoff'), [...sources])] : []),
  ];
}

function verdicts(): Option[] {
  return [
    { value: 'accept', label: __('Accepted', 'handoff') },
    { value: 'review', label: __('Accepted, flagged for a look', 'handoff') },
    { value: 'quarantine', label: __('Kept back as probable spam', 'handoff') },
    { value: 'suppress', label: __('Not to be sent', 'handoff') },
    { value: 'duplicate', label: __('Duplicate', 'handoff') },
  ];
}

function states(): Option[] {
  const labelled = (state: 'received' | 'parked' | 'revision'): Option => ({
    value: state,
    label: eventStateWords({ state, verdict: null, reasons: [], marked: null, processError: null }, t).label,
  });
  return [labelled('received'), { value: 'processed', label: __('Checked', 'handoff') }, labelled('parked'), labelled('revision')];
}

export function toFilter(search: string, filters: Filters): ActivityFilter {
  const chosen = filters.flatMap(({ field, value }) => (typeof value === 'string' && value !== '' ? [[field, value] as const] : []));
  return { ...Object.fromEntries(chosen), ...(search.trim() === '' ? {} : { contact: search.trim() }) };
}
