import { useEffect, useState } from 'react';
import { readTypedNumber, type TypedNumber, writeNumber } from '../../index.ts';
import { fill, type Translate } from '../../translate.ts';
import { usePanelHost } from '../host.ts';

type Read = (text: string, t: Translate) => TypedNumber;

/** A number under edit. The text stays as it was typed: as long as it is no number, the last one counts and `problem` says so. */
export function useNumberText(value: number, onChange: (value: number) => void, read: Read = readTypedNumber) {
  const { t } = usePanelHost();
  const [text, setText] = useState(() => writeNumber(value));
  const typed = read(text, t);
  // What undo or another part of the editor changed is shown anew.
  useEffect(() => {
    if (!('number' in typed) || typed.number !== value) setText(writeNumber(value));
  }, [value]);
  return {
    text,
    problem: 'problem' in typed ? fill(t('Not taken over: {problem}'), { problem: typed.problem }) : undefined,
    change: (next: string) => {
      setText(next);
      const found = read(next, t);
      if ('number' in found) onChange(found.number);
    },
  };
}
