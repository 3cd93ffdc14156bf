import { TextareaControl } from '@wordpress/components';
import { useJsonText } from '@handoff/shared/panel/hooks';
import type { z } from 'zod';

interface JsonInputProps<T> {
  label: string;
  value: T;
  schema: z.ZodType<T>;
  onChange: (value: T) => void;
}

/** A value as JSON, taken over as soon as it is right. */
export function JsonInput<T>({ label, value, schema, onChange }: JsonInputProps<T>) {
  const { text, rows, problem, change } = useJsonText(value, schema, onChange);
  return (
    <>
      <TextareaControl
        className="handoff-json"
        label={label}
        value={text}
        rows={rows}
        spellCheck={false}
        onChange={change}
        __nextHasNoMarginBottom
      />
      {problem !== undefined && (
        <p role="alert" className="handoff-problem">
          {problem}
        </p>
      )}
    </>
  );
}
