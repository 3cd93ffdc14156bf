import type { ComponentChildren } from 'preact';

interface Choice<Value extends string> {
  value: Value;
  label: string;
  details?: ComponentChildren;
}

/** One of a few, each with what it means. */
export function Choices<Value extends string>({
  label,
  name,
  value,
  choices,
  onChange,
}: {
  label: string;
  name: string;
  value: Value;
  choices: readonly Choice<Value>[];
  onChange: (value: Value) => void;
}) {
  return (
    <s-choice-list
      label={label}
      name={name}
      values={[value]}
      onChange={(event) => {
        const chosen = choices.find((choice) => event.currentTarget.values.includes(choice.value));
        if (chosen !== undefined) onChange(chosen.value);
      }}
    >
      {choices.map((choice) => (
        <s-choice key={choice.value} value={choice.value}>
          {choice.label}
          {choice.details !== undefined && <s-text slot="details">{choice.details}</s-text>}
        </s-choice>
      ))}
    </s-choice-list>
  );
}
