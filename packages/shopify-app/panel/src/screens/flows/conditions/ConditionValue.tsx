import { type Question, type Scalar, valueOf } from '@handoff/shared/panel';
import { useSampleValue, useScalarText, useValueLines } from '@handoff/shared/panel/hooks';
import { t } from '../../../app/i18n.ts';
import { Select } from '../../../ui/Select.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';
import { TextInput } from '../../../ui/TextInput.tsx';
import { NumberInput } from '../rule/NumberInput.tsx';

interface ConditionValueProps {
  question: Question;
  onChange: (value: Scalar | Scalar[]) => void;
}

/** What is compared with. Text, numbers and yes or no are told apart, so the example's value says which it is. */
export function ConditionValue({ question, onChange }: ConditionValueProps) {
  const value = valueOf(question);
  const example = useSampleValue(question.path);
  const label = t('Value');
  if (Array.isArray(value)) return <ValueLines key={question.path} values={value} example={example} onChange={onChange} />;
  if (typeof value === 'boolean' || (typeof example === 'boolean' && question.is === 'equals')) {
    return (
      <Select
        label={label}
        hideLabel
        value={String(value)}
        options={[
          ...(typeof value === 'boolean' ? [] : [{ value: String(value), label: t('Choose…') }]),
          { value: 'true', label: t('yes') },
          { value: 'false', label: t('no') },
        ]}
        onChange={(next) => onChange(next === 'true')}
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
  return <TextInput label={t('Value')} hideLabel value={text} details={warning} placeholder={t('Value')} onChange={change} />;
}

interface ValueLinesProps {
  values: readonly Scalar[];
  example: unknown;
  onChange: (values: Scalar[]) => void;
}

function ValueLines({ values, example, onChange }: ValueLinesProps) {
  const { text, rows, change } = useValueLines(values, example, onChange);
  return <TextArea label={t('Values, one a line')} rows={rows} value={text} onChange={change} />;
}
