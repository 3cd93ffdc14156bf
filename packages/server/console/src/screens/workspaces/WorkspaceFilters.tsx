import { SearchControl, SelectControl } from '@wordpress/components';
import { count } from '../../ui/numbers.ts';
import { STATES } from './states.ts';
import type { Wanted } from './wanted.ts';

const SORTS: { value: Wanted['sort']; label: string }[] = [
  { value: 'trouble', label: 'Trouble first' },
  { value: 'quiet', label: 'Quiet for longest first' },
  { value: 'newest', label: 'Newest first' },
  { value: 'name', label: 'By name' },
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
        label="Find a workspace by name"
        hideLabelFromVision
        placeholder="Find a workspace by name"
        value={wanted.search}
        onChange={(search) => onChange({ search })}
        __nextHasNoMarginBottom
      />
      <div role="group" aria-label="How they fare" className="handoff-console-choices">
        {choice(undefined, 'All', all)}
        {states.map((state) => choice(state, STATES[state].label, counts[state]))}
      </div>
      <SelectControl
        label="Order"
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
