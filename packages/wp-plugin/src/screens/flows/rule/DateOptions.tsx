import { ComboboxControl, SelectControl } from '@wordpress/components';
import type { RuleChange } from '@handoff/shared/panel';
import { __ } from '../../../app/i18n.ts';

type DateChange = Extract<RuleChange, { do: 'date' }>;

/** How a date is read and what is made of it. */
export function DateOptions({ change, onChange }: { change: DateChange; onChange: (change: DateChange) => void }) {
  const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
  return (
    <div className="handoff-options">
      <SelectControl
        label={__('Make it', 'handoff')}
        value={change.output}
        options={[
          { value: 'date', label: __('a date (2027-03-14)', 'handoff') },
          { value: 'datetime', label: __('date and time', 'handoff') },
          { value: 'epochMs', label: __('a time stamp in milliseconds', 'handoff') },
          { value: 'epochSeconds', label: __('a time stamp in seconds', 'handoff') },
        ]}
        onChange={(output: DateChange['output']) => onChange({ ...change, output })}
        __next40pxDefaultSize
        __nextHasNoMarginBottom
      />
      <SelectControl
        label={__('Dates like 03/04/2027 are', 'handoff')}
        value={change.order ?? ''}
        options={[
          { value: '', label: __('a mistake: it cannot be told', 'handoff') },
          { value: 'dmy', label: __('day first', 'handoff') },
          { value: 'mdy', label: __('month first', 'handoff') },
          { value: 'ymd', label: __('year first', 'handoff') },
        ]}
        onChange={(order: NonNullable<DateChange['order']> | '') => {
          const { order: _none, ...rest } = change;
          onChange(order === '' ? rest : { ...rest, order });
        }}
        __next40pxDefaultSize
        __nextHasNoMarginBottom
      />
      <ComboboxControl
        label={__('Time zone', 'handoff')}
        value={change.zone}
        options={[...new Set([change.zone, ...zones])].map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
        allowReset={false}
        onChange={(zone) => {
          if (typeof zone === 'string') onChange({ ...change, zone });
        }}
        __next40pxDefaultSize
        __nextHasNoMarginBottom
      />
    </div>
  );
}
