import { SelectControl, TextareaControl, TextControl } from '@wordpress/components';
import { type Question, type Scalar, valueOf } from '@handoff/shared/panel';
import { useSampleValue, useScalarText, useValueLines } from '@handoff/shared/panel/hooks';
import { __ } from '../../../app/i18n.ts';
import { NumberInput } from '../rule/NumberInput.tsx';

interface ConditionValueProps {
  question: Question;
  onChange: (value: Scalar | Scalar[]) => void;
}

/** What is compared with. Text, numbers and yes or no are told apart, so the example's value says which it is. */
export function ConditionValue({ question, onChange }: ConditionValueProps) {
  const value = valueOf(question);
  const example = useSampleValue(question.path);
  const label = __('Value', 'handoff');
  if (Array.isArray(value)) return <ValueLines key={question.path} values={value} example={example} onChange={onChange} />;
  if (typeof value === 'boolean' || (typeof example === 'boolean' && question.is === 'equals')) {
    return (
      <SelectControl
        label={label}
        hideLabelFromVision
        value={String(value)}
        options={[
          ...(typeof value === 'boolean' ? [] : [{ value: String(value), label: __('Choose…', 'handoff') }]),
          { value: 'true', label: __('yes', 'handoff') },
          { value: 'false', label: __('no', 'handoff') },
        ]}
        onChange={(next) => onChange(next === 'true')}
        __next40pxDefaultSize
        __nextHasNoMarginBottom
      />
    );
  }
  if (question.is === 'greater' || question.is === 'less') {
    return <NumberInput key={question.path} label={label} hideLabel value={question.value} onChange={onChange} />;
  }
  // Of a part of a text, a number is asked as it is written.
  return <ScalarInput key={question.path} value={value} example={question.is === 'equals' ? example : undefined} onChange={onChange} />;
}

interface ScalarInputProps {
  value: Scalar | undefined;
  example: unknown;
  onChange: (value: Scalar) => void;
}

function ScalarInput({ value, example, onChange }: ScalarInputProps) {
  const { text, warning, change } = useScalarText(value, example, onChange);
  return (
    <TextControl
      label={__('Value', 'handoff')}
      hideLabelFromVision
      help={warning === undefined ? undefined : <span className="handoff-warning">{warning}</span>}
      value={text}
      placeholder={__('Value', 'handoff')}
      onChange={change}
      __next40pxDefaultSize
      __nextHasNoMarginBottom
    />
  );
}

interface ValueLinesProps {
  values: readonly Scalar[];
  example: unknown;
  onChange: (values: Scalar[]) => void;
}

function ValueLines({ values, example, onChange }: ValueLinesProps) {
  const { text, rows, change } = useValueLines(values, example, onChange);
  return <TextareaControl label={__('Values, one a line', 'handoff')} rows={rows} value={text} onChange={change} __nextHasNoMarginBottom />;
}
