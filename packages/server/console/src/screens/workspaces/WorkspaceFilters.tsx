import { SearchControl, SelectControl } from '@wordpress/components';
import { __ } from '@handoff/wp-plugin/app/i18n.ts';
import { count } from '../../ui/numbers.ts';
import { STATES } from './states.ts';
import type { Wanted } from './wanted.ts';

const SORTS: { value: Wanted['sort']; label: string }[] = [
  { value: 'trouble', label: __('Trouble first', 'handoff') },
  { value: 'quiet', label: __('Quiet for longest first', 'handoff') },
  { value: 'newest', label: __('Newest first', 'handoff') },
  { value: 'name', label: __('By name', 'handoff') },
];

interface WorkspaceFiltersProps {
  wanted: Wanted;
  counts: Record<keyof typeof STATES, number>;
  onChange: (changes: Partial<Wanted>) => void;
}

/** Finds one of many: by name, by how it fares, and in which order. */
export function WorkspaceFilters({ wanted, counts, onChange }: WorkspaceFiltersProps) {
  const all = counts.problem + counts.watch + counts.new + counts.ok;
  const states = Object.keys(STATES) as (keyof typeof STATES)[];
  const choice = (state: Wanted['state'], label: string, number: number) => (
    <button key={label} type="button" aria-pressed={wanted.state === state} onClick={() => onChange({ state })}>
      {label} <span>{count(number)}</span>
    </button>
  );
  return (
    <div className="handoff-console-filters">
      <SearchControl
        label={__('Find a workspace by name', 'handoff')}
        hideLabelFromVision
        placeholder={__('Find a workspace by name', 'handoff')}
        value={wanted.search}
        onChange={(search) => onChange({ search })}
        __nextHasNoMarginBottom
      />
      <div role="group" aria-label={__('How they fare', 'handoff')} className="handoff-console-choices">
        {choice(undefined, __('All', 'handoff'), all)}
        {states.map((state) => choice(state, STATES[state].label, counts[state]))}
      </div>
      <SelectControl
        label={__('Order', 'handoff')}
        hideLabelFromVision
        value={wanted.sort}
        options={SORTS}
        onChange={(sort) => onChange({ sort })}
        __next40pxDefaultSize
        __nextHasNoMarginBottom
      />
    </div>
  );
}
