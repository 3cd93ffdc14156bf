import { useEffect, useState } from 'react';
import { isSame, readLines, type Scalar, writeLines } from '../../index.ts';

/** Several values under edit, a line each. The text is kept as typed, with the empty line that is about to be filled. */
export function useValueLines(values: readonly Scalar[], example: unknown, onChange: (values: Scalar[]) => void) {
  const [text, setText] = useState(() => writeLines(values));
  // What undo or another part of the editor changed is shown anew.
  useEffect(() => {
    if (!isSame(readLines(text, values, example), values)) setText(writeLines(values));
  }, [values]);
  return {
    text,
    rows: Math.min(6, text.split('\n').length + 1),
    change: (next: string) => {
      setText(next);
      onChange(readLines(next, values, example));
    },
  };
}
