import { actorWords, type AuditFilter } from '@handoff/shared/panel';
import { Button, SelectControl, TextControl } from '@wordpress/components';
import { __, fill, t } from '../../app/i18n.ts';

interface FiltersProps {
  filter: AuditFilter;
  /** The kinds of things there are to choose from. */
  kinds: { value: string; label: string }[];
  onChange: (part: Partial<AuditFilter>) => void;
}

/** What was changed, and when. By whom is chosen in the list. */
export function Filters({ filter, kinds, onChange }: FiltersProps) {
  const common = { __next40pxDefaultSize: true, __nextHasNoMarginBottom: true } as const;
  return (
    <div className="handoff-audit__filters" role="search" aria-label={__('Changes', 'handoff')}>
      <SelectControl
        {...common}
        label={__('What', 'handoff')}
        value={filter.entity}
        options={[{ value: '', label: __('Everything', 'handoff') }, ...kinds]}
        onChange={(entity) => onChange({ entity })}
      />
      <TextControl {...common} type="date" label={__('First day', 'handoff')} value={filter.from} onChange={(from) => onChange({ from })} />
      <TextControl {...common} type="date" label={__('Last day', 'handoff')} value={filter.to} onChange={(to) => onChange({ to })} />
      {filter.actor !== '' && (
        <Button variant="secondary" __next40pxDefaultSize onClick={() => onChange({ actor: '' })}>
          {fill(__('Only by {person}: show all', 'handoff'), { person: actorWords(filter.actor, t) })}
        </Button>
      )}
    </div>
  );
}
