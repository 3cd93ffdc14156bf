import { isSame, type Question, type Scalar, typedLike, valueOf } from '@handoff/shared/panel';
import { useSampleValue } from '@handoff/shared/panel/hooks';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../../../app/i18n.ts';
import { Select } from '../../../ui/Select.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';
import { TextInput } from '../../../ui/TextInput.tsx';

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
  const isNumber = question.is === 'greater' || question.is === 'less';
  return (
    <TextInput
      label={label}
      hideLabel
      kind={isNumber ? 'number' : 'text'}
      value={value === null || value === undefined ? '' : String(value)}
      placeholder={label}
      onChange={(next) => onChange(isNumber ? Number(next) : typedLike(next, example))}
    />
  );
}

/** Several values, a line each. The text is kept as typed, with the empty line that is about to be filled. */
function ValueLines({ values, example, onChange }: { values: readonly Scalar[]; example: unknown; onChange: (values: Scalar[]) => void }) {
  const read = (text: string) =>
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map((line) => typedLike(line, example));
  const write = () => values.map((value) => (value === null ? '' : String(value))).join('\n');
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
