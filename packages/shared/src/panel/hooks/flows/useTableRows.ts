import { useEffect, useState } from 'react';
import { isSame, type RuleChange, type Scalar } from '../../index.ts';

type LookupChange = Extract<RuleChange, { do: 'lookup' }>;
type TableRow = readonly [key: string, value: Scalar];

/** A look-up's table under edit, row by row. */
export function useTableRows(change: LookupChange, onChange: (change: LookupChange, isTyping: boolean) => void) {
  // Rows of their own, since a table cannot hold a row whose left side is still being typed.
  const [rows, setRows] = useState<readonly TableRow[]>(() => Object.entries(change.table));
  useEffect(() => {
    setRows((shown) => (isSame(Object.fromEntries(shown.filter(isFilled)), change.table) ? shown : Object.entries(change.table)));
  }, [change.table]);
  const update = (next: readonly TableRow[], isTyping: boolean) => {
    setRows(next);
    onChange({ ...change, table: Object.fromEntries(next.filter(isFilled)) }, isTyping);
  };
  return {
    rows,
    setKey: (index: number, key: string) => update(rows.with(index, [key, rows[index]?.[1] ?? '']), true),
    setValue: (index: number, value: Scalar) => update(rows.with(index, [rows[index]?.[0] ?? '', value]), true),
    remove: (index: number) => update(rows.toSpliced(index, 1), false),
    add: () => setRows([...rows, ['', '']]),
    /** Two rows have the same left side. */
    hasTwice: new Set(rows.map(([key]) => key)).size < rows.length,
    /** What is sent where nothing fits; undefined where that is a mistake. */
    otherwise: change.otherwise,
    setOtherwise: (otherwise: LookupChange['otherwise'], isTyping: boolean) => {
      const { otherwise: _before, ...rest } = change;
      onChange(otherwise === undefined ? rest : { ...rest, otherwise }, isTyping);
    },
  };
}

const isFilled = ([key]: TableRow) => key !== '';
