import type { Translate, TypedNumber } from '@handoff/shared/panel';
import { useNumberText } from '@handoff/shared/panel/hooks';
import { TextInput } from '../../../ui/TextInput.tsx';

interface NumberInputProps {
  label: string;
  hideLabel?: boolean;
  value: number;
  onChange: (value: number) => void;
  /** Where not every number will do. */
  read?: (text: string, t: Translate) => TypedNumber;
}

/** A number. A text field, since a number field keeps what it cannot read yet, such as the minus of -5, to itself. */
export function NumberInput({ label, hideLabel = false, value, onChange, read }: NumberInputProps) {
  const { text, problem, change } = useNumberText(value, onChange, read);
  return <TextInput label={label} hideLabel={hideLabel} value={text} error={problem} onChange={change} />;
}
