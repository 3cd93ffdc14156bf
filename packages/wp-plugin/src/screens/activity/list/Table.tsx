import { type Action, DataViews, type DataViewsProps, type Field, type View } from '@wordpress/dataviews/wp';
import './table.scss';
import type { ComponentProps, ReactElement, ReactNode } from 'react';
import { translateDataViews } from './dataviews-words.ts';
import { useNarrow } from './useNarrow.ts';

translateDataViews();

type Fixed = Pick<
  DataViewsProps<{ id: string }>,
  'view' | 'onChangeView' | 'selection' | 'onChangeSelection' | 'defaultLayouts' | 'paginationInfo' | 'children'
>;

interface ListProps<Item> extends Fixed {
  data: Item[];
  getItemId: (item: Item) => string;
  fields: Field<Item>[];
  actions: Action<Item>[];
  renderItemLink: (props: { item: Item } & ComponentProps<'a'>) => ReactElement;
  isItemClickable: (item: Item) => boolean;
}

/** As it is: its own type asks for `getItemId` or not by the item's type, which is open here. */
const List = DataViews as unknown as <Item>(props: ListProps<Item>) => ReactElement;

export type Filters = NonNullable<View['filters']>;

interface TableProps<Item> {
  items: readonly Item[];
  keyOf: (item: Item) => string;
  /** The first is the title, the second stands below it; columns are those named in `columns`, the rest only filters. */
  fields: readonly [Field<Item>, Field<Item>, ...Field<Item>[]];
  columns: readonly string[];
  actions: readonly Action<Item>[];
  /** The keys of what is chosen for an action; its owner empties it when the action is done. */
  chosen: string[];
  onChoose: (keys: string[]) => void;
  hrefOf: (item: Item) => string;
  /** Absent where the list cannot be filtered. */
  filtering?: { search: string; searchLabel: string; filters: Filters; onChange: (search: string, filters: Filters) => void };
  /** Beside search and filters. */
  tools?: ReactNode;
  /** Between the filters and the rows. */
  notice?: ReactNode;
  empty: ReactNode;
}

/** A list as WordPress' own screens show theirs: a table to work in, and on phones one below the other. */
export function Table<Item>({
  items,
  keyOf,
  fields,
  columns,
  actions,
  chosen,
  onChoose,
  hrefOf,
  filtering,
  tools,
  notice,
  empty,
}: TableProps<Item>) {
  const isNarrow = useNarrow();
  const view: View = {
    ...(isNarrow
      ? { type: 'activity', layout: { density: 'compact' } }
      : { type: 'table', layout: { density: 'compact', enableMoving: false } }),
    fields: [...columns],
    titleField: fields[0].id,
    descriptionField: fields[1].id,
    filters: filtering?.filters ?? [],
    search: filtering?.search ?? '',
    page: 1,
    perPage: Math.max(items.length, 1),
  };
  return (
    <div className="handoff-table">
      <List
        getItemId={keyOf}
        data={[...items]}
        fields={fields.map(fixed)}
        view={view}
        onChangeView={(next) => filtering?.onChange(next.search ?? '', next.filters ?? [])}
        actions={[...actions]}
        selection={chosen}
        onChangeSelection={onChoose}
        defaultLayouts={{ table: {}, activity: {} }}
        paginationInfo={{ totalItems: items.length, totalPages: 1 }}
        renderItemLink={({ item, ...props }) => <a {...props} href={`#${hrefOf(item)}`} />}
        isItemClickable={() => true}
      >
        {(filtering !== undefined || isNode(tools)) && (
          <div className="handoff-table__tools">
            {/* Without their toggle: filters that are always there cannot be folded away, and it would only stand there greyed out. */}
            {filtering !== undefined && <DataViews.Search label={filtering.searchLabel} />}
            {tools}
          </div>
        )}
        {filtering !== undefined && <DataViews.FiltersToggled className="handoff-table__filters" />}
        {notice}
        {items.length === 0 ? empty : <DataViews.Layout />}
        {items.length > 0 && actions.length > 0 && !isNarrow && <DataViews.BulkActionToolbar />}
      </List>
    </div>
  );
}

const isNode = (node: ReactNode) => node !== undefined && node !== null && node !== false;

/** Rows stand in the order in which things happened, with the columns that are there. */
const fixed = <Item,>(field: Field<Item>): Field<Item> => ({
  enableSorting: false,
  enableHiding: false,
  enableGlobalSearch: false,
  filterBy: false,
  ...field,
});
