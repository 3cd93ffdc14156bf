import { dateOrders, dateOutputs, type RuleChange, timeZones } from '@handoff/shared/panel';
import { t } from '../../../app/i18n.ts';
import { Select } from '../../../ui/Select.tsx';

type DateChange = Extract<RuleChange, { do: 'date' }>;

/** How a date is read and what is made of it. */
export function DateOptions({ change, onChange }: { change: DateChange; onChange: (change: DateChange) => void }) {
  return (
    <div class="handoff-options">
      <Select label={t('Make it')} value={change.output} options={dateOutputs(t)} onChange={(output) => onChange({ ...change, output })} />
      <Select
        label={t('Dates like 03/04/2027 are')}
        value={change.order ?? ''}
        options={dateOrders(t)}
        onChange={(order) => {
          const { order: _none, ...rest } = change;
          onChange(order === '' ? rest : { ...rest, order });
        }}
      />
      <Select
        label={t('Time zone')}
        value={change.zone}
        options={timeZones(change.zone)}
        onChange={(zone) => onChange({ ...change, zone })}
      />
    </div>
  );
}
