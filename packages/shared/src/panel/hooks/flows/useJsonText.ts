import { useEffect, useState } from 'react';
import type { z } from 'zod';
import { isSame } from '../../index.ts';
import { fill } from '../../translate.ts';
import { usePanelHost } from '../host.ts';

/** A value as JSON under edit. It is taken over as soon as it is right; until then the text stays as it was typed, and `problem` says why. */
export function useJsonText<T>(value: T, schema: z.ZodType<T>, onChange: (value: T) => void) {
  const { t } = usePanelHost();
  const [text, setText] = useState(() => JSON.stringify(value, null, 2));
  const [problem, setProblem] = useState<string>();
  // What undo or another part of the editor changed is shown anew.
  useEffect(() => {
    if (isSame(parse(text), value)) return;
    setText(JSON.stringify(value, null, 2));
    setProblem(undefined);
  }, [value]);
  const whyNot = (json: unknown, { issues: [first] }: z.ZodError) => {
    if (json === undefined) return t('This is not JSON yet.');
    if (first === undefined) return t('This is not right.');
    return first.path.length === 0 ? first.message : `${first.path.join(' › ')}: ${first.message}`;
  };
  return {
    text,
    /** Lines to show of it. */
    rows: Math.min(20, text.split('\n').length + 1),
    problem: problem === undefined ? undefined : fill(t('Not taken over: {problem}'), { problem }),
    change: (next: string) => {
      setText(next);
      const json = parse(next);
      const parsed = schema.safeParse(json);
      setProblem(parsed.success ? undefined : whyNot(json, parsed.error));
      if (parsed.success) onChange(parsed.data);
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
