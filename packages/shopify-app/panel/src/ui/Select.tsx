import type { Choice } from '@handoff/shared/panel';

/** Choices under a heading. */
export interface ChoiceGroup<Value extends string> {
  title: string;
  choices: readonly Choice<Value>[];
}

interface SelectProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly (Choice<Value> | ChoiceGroup<Value>)[];
  onChange: (value: Value) => void;
  details?: string | undefined;
  error?: string | undefined;
  disabled?: boolean;
  required?: boolean;
  /** For screen readers only, where what stands around it says what it is. */
  hideLabel?: boolean;
}

/** One of a list. */
export function Select<Value extends string>({ options, onChange, details, error, hideLabel = false, ...rest }: SelectProps<Value>) {
  return (
    <s-select
      {...rest}
      labelAccessibilityVisibility={hideLabel ? 'exclusive' : 'visible'}
      details={details ?? ''}
      error={error ?? ''}
      onChange={(event) => {
        const chosen = event.currentTarget.value as Value;
        // What is shown follows from what comes of it: a list of things to do keeps saying so.
        event.currentTarget.value = rest.value;
        onChange(chosen);
      }}
    >
      {options.map((option) =>
        'title' in option ? (
          <s-option-group key={option.title} label={option.title}>
            {option.choices.map((choice) => (
              <Option key={choice.value} choice={choice} />
            ))}
          </s-option-group>
        ) : (
          <Option key={option.value} choice={option} />
        ),
      )}
    </s-select>
  );
}

function Option({ choice: { value, label } }: { choice: Choice }) {
  return <s-option value={value}>{label}</s-option>;
}
