import { separators } from '@handoff/shared/panel';
import { t } from '../../../app/i18n.ts';
import { Select } from '../../../ui/Select.tsx';

/** What stands between values. */
export function Separator({ label, value, onChange }: { label: string; value: string; onChange: (separator: string) => void }) {
  return <Select label={label} value={value} options={separators(value, t)} onChange={onChange} />;
}
