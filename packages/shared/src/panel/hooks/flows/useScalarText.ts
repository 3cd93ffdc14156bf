import { useEffect, useState } from 'react';
import { isNumberAsText, type Scalar, typedLike, writeNumber } from '../../index.ts';
import { usePanelHost } from '../host.ts';

/** A value under edit that is a number where the example is one, and else text. What is typed stays as it was typed. */
export function useScalarText(value: Scalar | undefined, example: unknown, onChange: (value: Scalar) => void) {
  const { t } = usePanelHost();
  const write = () => (typeof value === 'number' ? writeNumber(value) : String(value ?? ''));
  const [text, setText] = useState(write);
  // What undo or another part of the editor changed is shown anew.
  useEffect(() => {
    if (typedLike(text, example) !== (value ?? '')) setText(write());
  }, [value]);
  return {
    text,
    warning: isNumberAsText(text, example) ? t('This is compared as a text, not as a number.') : undefined,
    change: (next: string) => {
      setText(next);
      onChange(typedLike(next, example));
    },
  };
}
