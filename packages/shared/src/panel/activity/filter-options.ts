import { eventName } from '../flow/event-words.ts';
import type { Translate } from '../translate.ts';
import { eventStateWords } from '../wording/event-words.ts';
import type { ActivityFilter } from './filter.ts';

export interface FilterOption {
  value: string;
  label: string;
}

export interface FilterChoice {
  id: Exclude<keyof ActivityFilter, 'contact'>;
  label: string;
  options: FilterOption[];
}

/** What the list can be narrowed to. `types` and `sources` are those there are; one source alone is no choice. */
export function filterChoices(types: readonly string[], sources: readonly FilterOption[], t: Translate): FilterChoice[] {
  return [
    { id: 'verdict', label: t('Verdict'), options: verdicts(t) },
    { id: 'state', label: t('State'), options: states(t) },
    { id: 'type', label: t('Kind'), options: types.map((type) => ({ value: type, label: eventName(type, t) })) },
    ...(sources.length > 1 ? [{ id: 'sourceId' as const, label: t('Source'), options: [...sources] }] : []),
  ];
}

function verdicts(t: Translate): FilterOption[] {
  return [
    { value: 'accept', label: t('Accepted') },
    { value: 'review', label: t('Accepted, flagged for a look') },
    { value: 'quarantine', label: t('Kept back as probable spam') },
    { value: 'suppress', label: t('Not to be sent') },
    { value: 'duplicate', label: t('Duplicate') },
  ];
}

function states(t: Translate): FilterOption[] {
  const labelled = (state: 'received' | 'parked' | 'revision'): FilterOption => ({
    value: state,
    label: eventStateWords({ state, verdict: null, reasons: [], marked: null, processError: null }, t).label,
  });
  return [labelled('received'), { value: 'processed', label: t('Checked') }, labelled('parked'), labelled('revision')];
}
