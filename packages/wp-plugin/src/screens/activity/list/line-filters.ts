import { type ActivityFilter, filterChoices, type FilterOption } from '@handoff/shared/panel';
import type { Field } from '@wordpress/dataviews/wp';
import { t } from '../../../app/i18n.ts';
import type { Line } from '../data/types.ts';
import type { Filters } from './Table.tsx';

/** What the list can be narrowed to. They are asked of the server, so the fields have no values of their own. */
export function filterFields(types: readonly string[], sources: readonly FilterOption[]): Field<Line>[] {
  return filterChoices(types, sources, t).map(({ id, label, options }) => ({
    id,
    label,
    elements: options,
    getValue: () => undefined,
    filterBy: { operators: ['is'], isPrimary: id === 'verdict' || id === 'type' },
  }));
}

export function toFilter(search: string, filters: Filters): ActivityFilter {
  const chosen = filters.flatMap(({ field, value }) => (typeof value === 'string' && value !== '' ? [[field, value] as const] : []));
  return { ...Object.fromEntries(chosen), ...(search.trim() === '' ? {} : { contact: search.trim() }) };
}
