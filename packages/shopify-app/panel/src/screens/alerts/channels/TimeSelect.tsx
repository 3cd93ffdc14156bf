import { Select } from '../../../ui/Select.tsx';
import { clockWords } from '../../../ui/times.ts';

const HALF_HOURS = Array.from(
  { length: 48 },
  (_, half) => `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`,
);

interface TimeSelectProps {
  label: string;
  /** `22:00`. */
  value: string;
  onChange: (time: string) => void;
}

/** A time of the day, to the half hour: Shopify has no field for times. One that was set elsewhere to the minute stays. */
export function TimeSelect({ label, value, onChange }: TimeSelectProps) {
  const times = HALF_HOURS.includes(value) ? HALF_HOURS : [...HALF_HOURS, value].toSorted();
  return (
    <Select label={label} value={value} options={times.map((time) => ({ value: time, label: clockWords(time) }))} onChange={onChange} />
  );
}
