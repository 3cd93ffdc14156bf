import { isSame, type Question, type Scalar, typedLike, valueOf, writeNumber } from '@handoff/shared/panel';
import { useSampleValue, useScalarText } from '@handoff/shared/panel/hooks';
import { useEffect, useState } from 'preact/hooks';
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
  if (Array.isArray(value)) return <ValueLines values={value} example={example} onChange={onChange} />;
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

/** Several values, a line each. The text is kept as typed, with the empty line that is about to be filled. */
function ValueLines({ values, example, onChange }: { values: readonly Scalar[]; example: unknown; onChange: (values: Scalar[]) => void }) {
  const read = (text: string) =>
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map((line) => typedLike(line, example));
  const write = () => values.map((value) => (typeof value === 'number' ? writeNumber(value) : String(value ?? ''))).join('\n');
  const [text, setText] = useState(write);
  // What undo or another part of the editor changed is shown anew.
  useEffect(() => {
    if (!isSame(read(text), values)) setText(write());
  }, [values]);
  return (
    <TextArea
      label={t('Values, one a line')}
      rows={Math.min(6, text.split('\n').length + 1)}
      value={text}
      onChange={(next) => {
        setText(next);
        onChange(read(next));
      }}
    />
  );
}
