import type { ComponentChildren } from 'preact';
import { fill, t } from '../../../app/i18n.ts';

export interface Column<Item> {
  label: string;
  /** Where it stands on narrow screens, where a row becomes an entry of a list. */
  slot: 'primary' | 'secondary' | 'inline' | 'labeled';
  cell: (item: Item) => ComponentChildren;
}

interface TableProps<Item> {
  items: readonly Item[];
  keyOf: (item: Item) => string;
  /** What an item is called where it is chosen. */
  nameOf: (item: Item) => string;
  columns: readonly Column<Item>[];
  /** The keys of what is chosen. */
  chosen: ReadonlySet<string>;
  onChoose: (key: string, isChosen: boolean) => void;
}

/** A list whose rows can be chosen, to do something with many. */
export function Table<Item>({ items, keyOf, nameOf, columns, chosen, onChoose }: TableProps<Item>) {
  return (
    <s-table>
      <s-table-header-row>
        <s-table-header listSlot="kicker">{t('Choose')}</s-table-header>
        {columns.map(({ label, slot }) => (
          <s-table-header key={label} listSlot={slot}>
            {label}
          </s-table-header>
        ))}
      </s-table-header-row>
      <s-table-body>
        {items.map((item) => {
          const key = keyOf(item);
          return (
            <s-table-row key={key}>
              <s-table-cell>
                <s-checkbox
                  accessibilityLabel={fill(t('Choose {name}'), { name: nameOf(item) })}
                  checked={chosen.has(key)}
                  onChange={(event) => onChoose(key, event.currentTarget.checked)}
                />
              </s-table-cell>
              {columns.map(({ label, cell }) => (
                <s-table-cell key={label}>{cell(item)}</s-table-cell>
              ))}
            </s-table-row>
          );
        })}
      </s-table-body>
    </s-table>
  );
}
