import type { ActivityFilter } from '@handoff/shared/panel';
import { isFiltered } from '@handoff/shared/panel';
import { useKept, useLines, useNames, usePages, useSources } from '@handoff/shared/panel/hooks';
import { Button } from '@wordpress/components';
import { useMemo } from '@wordpress/element';
import { __, _n, fill } from '../../../app/i18n.ts';
import { useOwnSite } from '../../../app/panel.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { eventPlace, waitingPlace } from '../addresses.ts';
import { ServerAway } from '../ServerAway.tsx';
import type { Line } from '../data/types.ts';
import { useWaiting } from '../data/useWaiting.ts';
import { useRowNames } from '../waiting/useRowNames.ts';
import { ExportButton } from './ExportButton.tsx';
import { lineFields } from './line-fields.tsx';
import { filterFields, toFilter } from './line-filters.ts';
import { Pager } from './Pager.tsx';
import { type Filters, Table } from './Table.tsx';
import { useLineActions } from './useLineActions.tsx';

const COLUMNS = ['time', 'contact', 'verdict', 'deliveries'];

/** Everything that came in, latest first. `preset` names an address that opens it narrowed to one state. */
export function EventList({ preset }: { preset?: ActivityFilter['state'] }) {
  const name = `events ${preset ?? ''}`;
  const [filters, setFilters] = useKept<Filters>(name, preset === undefined ? [] : [{ field: 'state', operator: 'is', value: preset }]);
  const [search, setSearch] = useKept(`${name} search`, '');
  const filter = useMemo(() => toFilter(search, filters), [search, filters]);
  const pages = usePages(name);
  const lines = useLines(filter, pages, useWaiting(pages.isFirst));
  const names = useNames();
  const rowNames = useRowNames();
  const sources = useSources();
  const { table, dialog, said } = useLineActions(lines.showAll);
  const types = useMemo(() => sources.types(lines.shown ?? []), [sources, lines.shown]);
  const fields = useMemo(() => {
    const [title, below, ...rest] = lineFields({ names, rowNames });
    return [title, below, ...rest, ...filterFields(types, sources.options)] as const;
  }, [names, rowNames, types, sources.options]);
  const narrow = (nextSearch: string, nextFilters: Filters) => {
    if (nextSearch !== search) setSearch(nextSearch);
    setFilters(nextFilters);
    if (nextSearch !== search || JSON.stringify(nextFilters) !== JSON.stringify(filters)) pages.first();
  };
  if (lines.shown === undefined && lines.error === null && !isFiltered(filter)) return <Loading lines={12} />;
  return (
    <>
      {lines.error !== null && <ServerAway error={lines.error} retry={lines.retry} />}
      {said}
      <Table<Line>
        items={lines.shown ?? []}
        keyOf={({ key }) => key}
        fields={fields}
        columns={COLUMNS}
        {...table}
        hrefOf={(line) => (line.kind === 'event' ? eventPlace(line.event.id) : waitingPlace(line.row.id))}
        filtering={{ search, searchLabel: __('E-mail or phone number', 'handoff'), filters, onChange: narrow }}
        tools={<ExportButton filter={filter} names={names} />}
        notice={<News count={lines.fresh} onShow={lines.showAll} more={lines.moreWaiting} />}
        empty={lines.isLoading ? <Loading lines={8} /> : lines.error === null && <Nothing filtered={isFiltered(filter)} />}
      />
      {lines.isLoading && lines.shown !== undefined && lines.shown.length > 0 && <Loading lines={2} />}
      <Pager pages={pages} next={lines.next} />
      {dialog}
    </>
  );
}

/** News are announced and wait: rows do not move under the hand of who reads them. */
function News({ count, onShow, more }: { count: number; onShow: () => void; more: number }) {
  return (
    <>
      <div role="status">
        {count > 0 && (
          <Button variant="secondary" __next40pxDefaultSize className="handoff-news" onClick={onShow}>
            {fill(_n('Show {count} new', 'Show {count} new', count, 'handoff'), { count })}
          </Button>
        )}
      </div>
      {more > 0 && (
        <p>
          <a href="#/activity/outbox/pending">
            {fill(_n('{count} more waits on this site', '{count} more wait on this site', more, 'handoff'), { count: more })}
          </a>
        </p>
      )}
    </>
  );
}

function Nothing({ filtered }: { filtered: boolean }) {
  const site = useOwnSite();
  if (filtered) {
    return (
      <Empty title={__('Nothing matches', 'handoff')}>
        <p>{__('An e-mail address or phone number must be written out in full. Take away a filter to see more.', 'handoff')}</p>
      </Empty>
    );
  }
  if (site === null) {
    return (
      <Empty title={__('Nothing has come in yet', 'handoff')}>
        <p>{__('As soon as somebody submits a form, comments or orders, you see it here, and what became of it.', 'handoff')}</p>
      </Empty>
    );
  }
  return (
    <Empty title={__('Nothing has come in yet', 'handoff')}>
      <p>
        {site.sources.some(({ available, enabled }) => available && enabled)
          ? __('As soon as somebody submits a form, comments or orders, you see it here, and what became of it.', 'handoff')
          : __('Nothing is captured on this site. Choose in the settings what should be.', 'handoff')}
      </p>
      <p>
        <Button variant="secondary" __next40pxDefaultSize href="#/start/test">
          {__('Send a test', 'handoff')}
        </Button>
      </p>
    </Empty>
  );
}
