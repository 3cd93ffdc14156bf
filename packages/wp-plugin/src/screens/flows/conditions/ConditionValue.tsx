import { FormTokenField, SelectControl, TextControl } from '@wordpress/components';
import { type Question, type Scalar, typedLike, valueOf } from '@handoff/shared/panel';
import { useSampleValue } from '@handoff/shared/panel/hooks';
import { __ } from '../../../app/i18n.ts';

interface ConditionValueProps {
  question: Question;
  onChange: (value: Scalar | Scalar[]) => void;
}

/** What is compared with. Text, numbers and yes or no are told apart, so the example's value says which it is. */
export function ConditionValue({ question, onChange }: ConditionValueProps) {
  const value = valueOf(question);
  const example = useSampleValue(question.path);
  const label = __('Value', 'handoff');
  if (Array.isArray(value)) {
    return (
      <div className="handoff-condition__value">
        <FormTokenField
          label={__('Values, each followed by Enter', 'handoff')}
          value={value.map((one) => (one === null ? '' : String(one)))}
          onChange={(tokens) => onChange(tokens.map((token) => typedLike(typeof token === 'string' ? token : token.value, example)))}
          __experimentalShowHowTo={false}
          __next40pxDefaultSize
          __nextHasNoMarginBottom
        />
      </div>
    );
  }
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
  const isNumber = question.is === 'greater' || question.is === 'less';
  return (
    <TextControl
      label={label}
      hideLabelFromVision
      type={isNumber ? 'number' : 'text'}
      {...(isNumber ? { step: 'any' } : {})}
      value={value === null || value === undefined ? '' : String(value)}
      placeholder={__('Value', 'handoff')}
      onChange={(next) => onChange(isNumber ? Number(next) : typedLike(next, example))}
      __next40pxDefaultSize
      __nextHasNoMarginBottom
    />
  );
}
