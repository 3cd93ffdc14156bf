import { useEffect, useRef, useState } from 'react';
import { type Row, searchRows } from '../../index.ts';

/** Accounts may have hundreds of fields; a page of them is drawn at a time. */
const PAGE = 40;

export interface FieldRows {
  search: string;
  setSearch: (text: string) => void;
  isSearching: boolean;
  shown: readonly Row[];
  /** How many more there are to unfold. */
  left: number;
  showMore: () => void;
}

/**
 * The destination's fields a page at a time: what is required, filled or open (`active`) first; the rest unfolds. `list`
 * holds them: the keyboard goes on with the first that was unfolded.
 */
export function useFieldRows(rows: readonly Row[], active: string | undefined, list: { readonly current: HTMLElement | null }): FieldRows {
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState(0);
  const firstNew = useRef<number | undefined>(undefined);
  const isSearching = search.trim() !== '';
  const found = searchRows(rows, search);
  const isMain = ({ field, rule }: Row) => field.required || rule !== undefined || field.path === active;
  const main = isSearching ? found : found.filter(isMain);
  const rest = isSearching ? [] : found.filter((row) => !isMain(row));
  // Where nothing is filled yet there is nothing else to see.
  const unfolded = rest.slice(0, main.length === 0 ? Math.max(open, PAGE) : open);
  const shown = [...main.slice(0, Math.max(PAGE * 5, open)), ...unfolded];
  // Not nowhere: the last page takes the button away.
  useEffect(() => {
    if (firstNew.current === undefined) return;
    list.current?.children[firstNew.current]?.querySelector('button')?.focus();
    firstNew.current = undefined;
  }, [list, open]);
  return {
    search,
    setSearch,
    isSearching,
    shown,
    left: rest.length - unfolded.length,
    showMore: () => {
      firstNew.current = shown.length;
      setOpen(unfolded.length + PAGE);
    },
  };
}
