import { type Row, type Rule } from '@handoff/shared/panel';
import { type PreviewState, useFieldRows } from '@handoff/shared/panel/hooks';
import { useRef } from 'preact/hooks';
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

/** The destination's fields: what is required and what is filled first; the rest unfolds. */
export function FieldRows({ rows, preview, problems, active, onActive, onRule, onRemove }: FieldRowsProps) {
  const list = useRef<HTMLUListElement>(null);
  const { search, setSearch, isSearching, shown, left, showMore } = useFieldRows(rows, active, list);
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
