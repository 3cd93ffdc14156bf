import { type Row, type Rule, searchRows } from '@handoff/shared/panel';
import type { PreviewState } from '@handoff/shared/panel/hooks';
import { useEffect, useRef, useState } from 'preact/hooks';
import { _n, fill, t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { Search } from '../../../ui/Search.tsx';
import { FieldRow } from './FieldRow.tsx';

interface FieldRowsProps {
  rows: readonly Row[];
  preview: PreviewState;
  problems: ReadonlyMap<string, string[]>;
  active: string | undefined;
  onActive: (target: string | undefined) => void;
  onRule: (target: string, rule: Rule, isTyping: boolean) => void;
  onRemove: (target: string) => void;
}

/** Accounts may have hundreds of fields; a page of them is drawn at a time. */
const PAGE = 40;

/** The destination's fields: what is required and what is filled first; the rest unfolds. */
export function FieldRows({ rows, preview, problems, active, onActive, onRule, onRemove }: FieldRowsProps) {
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const firstNew = useRef<number | undefined>(undefined);
  const isSearching = search.trim() !== '';
  const found = searchRows(rows, search);
  const isMain = ({ field, rule }: Row) => field.required || rule !== undefined || field.path === active;
  const main = isSearching ? found : found.filter(isMain);
  const rest = isSearching ? [] : found.filter((row) => !isMain(row));
  // Where nothing is filled yet there is nothing else to see.
  const unfolded = rest.slice(0, main.length === 0 ? Math.max(open, PAGE) : open);
  const shown = [...main.slice(0, Math.max(PAGE * 5, open)), ...unfolded];
  const left = rest.length - unfolded.length;
  // The keyboard goes on with the first of them, not nowhere: the last page takes the button away.
  useEffect(() => {
    if (firstNew.current === undefined) return;
    list.current?.children[firstNew.current]?.querySelector('button')?.focus();
    firstNew.current = undefined;
  }, [open]);
  const showMore = () => {
    firstNew.current = shown.length;
    setOpen(unfolded.length + PAGE);
  };
  return (
    <>
      <Search label={t('Search the destination’s fields')} value={search} onChange={setSearch} />
      <ul class="handoff-map-rows" ref={list}>
        {shown.map((row) => {
          const { path } = row.field;
          return (
            <FieldRow
              key={path}
              row={row}
              preview={preview}
              problems={problems.get(path) ?? []}
              isOpen={path === active}
              onToggle={() => onActive(path === active ? undefined : path)}
              onRule={(rule, isTyping) => onRule(path, rule, isTyping)}
              onRemove={() => onRemove(path)}
            />
          );
        })}
      </ul>
      {shown.length === 0 && (
        <s-paragraph>{isSearching ? t('No field is called that.') : t('This destination names no fields; add your own.')}</s-paragraph>
      )}
      {left > 0 && (
        <s-stack direction="inline">
          <Button variant="tertiary" onClick={showMore}>
            {fill(_n('Show {count} more field that is not filled', 'Show more of {count} fields that are not filled', left), {
              count: left,
            })}
          </Button>
        </s-stack>
      )}
    </>
  );
}
