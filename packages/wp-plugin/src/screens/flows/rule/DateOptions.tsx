import { ComboboxControl, SelectControl } from '@wordpress/components';
import { dateOrders, dateOutputs, type RuleChange, timeZones } from '@handoff/shared/panel';
import { __, t } from '../../../app/i18n.ts';

type DateChange = Extract<RuleChange, { do: 'date' }>;

/** How a date is read and what is made of it. */
export function DateOptions({ change, onChange }: { change: DateChange; onChange: (change: DateChange) => void }) {
  return (
    <div className="handoff-options">
      <SelectControl
        label={__('Make it', 'handoff')}
        value={change.output}
        options={dateOutputs(t)}
        onChange={(output: DateChange['output']) => onChange({ ...change, output })}
        __next40pxDefaultSize
        __nextHasNoMarginBottom
      />
      <SelectControl
        label={__('Dates like 03/04/2027 are', 'handoff')}
        value={change.order ?? ''}
        options={dateOrders(t)}
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
        options={timeZones(change.zone)}
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
