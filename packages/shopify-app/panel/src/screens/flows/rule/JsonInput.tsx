import { isSame } from '@handoff/shared/panel';
import { useEffect, useState } from 'preact/hooks';
import type { z } from 'zod';
import { fill, t } from '../../../app/i18n.ts';
import { TextArea } from '../../../ui/TextArea.tsx';

interface JsonInputProps<T> {
  label: string;
  value: T;
  schema: z.ZodType<T>;
  onChange: (value: T) => void;
}

/** A value as JSON. It is taken over as soon as it is right; until then the text stays as it was typed, and says why. */
export function JsonInput<T>({ label, value, schema, onChange }: JsonInputProps<T>) {
  const [text, setText] = useState(() => JSON.stringify(value, null, 2));
  const [problem, setProblem] = useState<string>();
  // What undo or another part of the editor changed is shown anew.
  useEffect(() => {
    if (isSame(parse(text), value)) return;
    setText(JSON.stringify(value, null, 2));
    setProblem(undefined);
  }, [value]);
  const change = (next: string) => {
    setText(next);
    const json = parse(next);
    const parsed = schema.safeParse(json);
    setProblem(parsed.success ? undefined : json === undefined ? t('This is not JSON yet.') : problemText(parsed.error));
    if (parsed.success) onChange(parsed.data);
  };
  return (
    <TextArea
      label={label}
      value={text}
      rows={Math.min(20, text.split('\n').length + 1)}
      error={problem === undefined ? undefined : fill(t('Not taken over: {problem}'), { problem })}
      onChange={change}
    />
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function problemText({ issues }: z.ZodError): string {
  const [first] = issues;
  if (first === undefined) return t('This is not right.');
  return first.path.length === 0 ? first.message : `${first.path.join(' › ')}: ${first.message}`;
}
