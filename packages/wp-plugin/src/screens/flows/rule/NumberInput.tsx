import type { Translate, TypedNumber } from '@handoff/shared/panel';
import { useNumberText } from '@handoff/shared/panel/hooks';
import { TextControl } from '@wordpress/components';

interface NumberInputProps {
  label: string;
  hideLabel?: boolean;
  value: number;
  onChange: (value: number) => void;
  /** Where not every number will do. */
  read?: (text: string, t: Translate) => TypedNumber;
}

/** A number. A text field, since a browser's number field keeps what it cannot read yet, such as the minus of -5, to itself. */
export function NumberInput({ label, hideLabel = false, value, onChange, read }: NumberInputProps) {
  const { text, problem, change } = useNumberText(value, onChange, read);
  return (
    <TextControl
      label={label}
      hideLabelFromVision={hideLabel}
      help={problem === undefined ? undefined : <span className="handoff-problem">{problem}</span>}
      aria-invalid={problem !== undefined}
      autoComplete="off"
      value={text}
      onChange={change}
      __next40pxDefaultSize
      __nextHasNoMarginBottom
    />
  );
}
