import { useNames, usePages } from '@handoff/shared/panel/hooks';
import { Button } from '@wordpress/components';
import type { Field } from '@wordpress/dataviews/wp';
import { useMemo } from '@wordpress/element';
import { __, _n, fill } from '../../../app/i18n.ts';
import { useStatus } from '../../../app/panel.tsx';
import { useSite, useSiteAction } from '../../../app/queries.ts';
import { Empty } from '../../../ui/Empty.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { waitingPlace } from '../addresses.ts';
import type { Line } from '../data/types.ts';

import { lineFields } from '../list/line-fields.tsx';
import { Pager } from '../list/Pager.tsx';
import { Table } from '../list/Table.tsx';
import { useLineActions } from '../list/useLineActions.tsx';
import { listWords } from './row-words.ts';
import { useRowNames } from './useRowNames.ts';

const PER_PAGE = 25;
const LOOK_EVERY_MS = 10_000;

/** What this site keeps in one state, all of it; known without the server. */
export function OutboxList({ state }: { state: 'refused' | 'expired' | 'pending' }) {
  const pages = usePages(`outbox ${state}`);
  const query = { state, limit: PER_PAGE };
  const rows = useSite(
    'listOutbox',
    { query: pages.before === undefined ? query : { ...query, before: pages.before } },
    { every: LOOK_EVERY_MS, keep: true },
  );
  const names = useNames();
  const rowNames = useRowNames();
  const fields = useMemo(() => {
    const [title, below, ...rest] = lineFields({ names, rowNames });
    const why: Field<Line> = { id: 'why', label: __('Why', 'handoff'), render: ({ item }) => <Why line={item} /> };
    return [title, below, ...rest, why] as const;
  }, [names, rowNames]);
  const { table, dialog, said } = useLineActions(() => undefined);
  if (rows.data === undefined) {
    return rows.error === null ? <Loading lines={8} /> : <ErrorNotice error={rows.error} retry={() => void rows.refetch()} />;
  }
  const lines = rows.data.items.map((row): Line => ({ kind: 'waiting', key: String(row.id), row, left: false }));
  return (
    <>
      <p>{listWords(state)}</p>
      {said}
      <Table<Line>
        items={lines}
        keyOf={({ key }) => key}
        fields={fields}
        columns={['time', 'contact', 'why']}
        {...table}
        hrefOf={(line) => (line.kind === 'waiting' ? waitingPlace(line.row.id) : '/activity')}
        tools={state === 'pending' && <SendNow />}
        empty={<Empty title={__('Nothing here', 'handoff')} />}
      />
      <Pager pages={pages} next={rows.data.next} />
      {dialog}
    </>
  );
}

function Why({ line }: { line: Line }) {
  if (line.kind !== 'waiting') return null;
  return <>{line.row.lastError ?? '–'}</>;
}

/** Sends what waits while one looks on. */
function SendNow() {
  const { person } = useStatus();
  const flush = useSiteAction('flushOutbox');
  if (!person.canManage) return null;
  return (
    <div className="handoff-export">
      <Button
        variant="secondary"
        __next40pxDefaultSize
        isBusy={flush.isPending}
        disabled={flush.isPending}
        accessibleWhenDisabled
        onClick={() => flush.mutate({})}
      >
        {__('Send what waits now', 'handoff')}
      </Button>
      <span role="status" className="handoff-quiet">
        {flush.data !== undefined &&
          [
            fill(_n('{count} was handed over.', '{count} were handed over.', flush.data.sent, 'handoff'), { count: flush.data.sent }),
            flush.data.left > 0
              ? fill(_n('{count} waits still.', '{count} wait still.', flush.data.left, 'handoff'), { count: flush.data.left })
              : '',
            flush.data.message ?? '',
          ].join(' ')}
        {flush.error !== null && flush.error.message}
      </span>
    </div>
  );
}
