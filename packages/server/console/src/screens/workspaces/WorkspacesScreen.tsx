import { ErrorNotice } from '@handoff/wp-plugin/ui/ErrorNotice.tsx';
import { Loading } from '@handoff/wp-plugin/ui/Loading.tsx';
import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _n, fill } from '@handoff/wp-plugin/app/i18n.ts';
import { useWhole } from '../../app/queries.ts';
import { mayOnServer, useSession } from '../../app/session.tsx';
import { Head } from '../../ui/Head.tsx';
import { count } from '../../ui/numbers.ts';
import { CreateWorkspace } from './CreateWorkspace.tsx';
import { FirstPage } from './FirstPage.tsx';
import { WorkspaceTable } from './WorkspaceTable.tsx';
import { WorkspaceFilters } from './WorkspaceFilters.tsx';
import { PER_PAGE, useWanted } from './wanted.ts';

const LOOK_EVERY_MS = 15_000;

/** Every workspace the person reaches: what is in trouble first. On a fresh server, how to begin. */
export function WorkspacesScreen() {
  const session = useSession();
  const mayCreate = mayOnServer(session, 'owner');
  const { wanted, query, change, isNarrowed } = useWanted();
  const [creating, setCreating] = useState(false);
  const list = useWhole('overviewWorkspaces', { query }, { every: LOOK_EVERY_MS, keep: true });
  if (list.data === undefined) {
    return list.error === null ? <Loading lines={8} /> : <ErrorNotice error={list.error} retry={() => void list.refetch()} />;
  }
  const { items, total, counts } = list.data;
  const all = counts.problem + counts.watch + counts.new + counts.ok;
  if (all === 0 && !isNarrowed) return <FirstPage mayCreate={mayCreate} isOperator={session.operator !== null} />;
  return (
    <>
      <Head
        title={__('Workspaces', 'handoff')}
        intro={__('One for each business. What is in trouble comes first.', 'handoff')}
        actions={
          mayCreate && (
            <Button variant="primary" __next40pxDefaultSize onClick={() => setCreating(true)}>
              {__('New workspace', 'handoff')}
            </Button>
          )
        }
      />
      {list.error !== null && <ErrorNotice error={list.error} retry={() => void list.refetch()} />}
      <WorkspaceFilters wanted={wanted} counts={counts} onChange={change} />
      <p role="status" className="screen-reader-text">
        {fill(_n('{count} workspace found', '{count} workspaces found', total, 'handoff'), { count: count(total) })}
      </p>
      {items.length === 0 ? (
        <p className="handoff-empty">{__('No workspace matches. Take away the search or the filter to see more.', 'handoff')}</p>
      ) : (
        <WorkspaceTable lines={items} />
      )}
      {total > PER_PAGE && (
        <nav className="handoff-actions handoff-console-pages" aria-label={__('Pages', 'handoff')}>
          <Button
            variant="secondary"
            __next40pxDefaultSize
            disabled={wanted.page <= 1}
            accessibleWhenDisabled
            onClick={() => change({ page: wanted.page - 1 })}
          >
            {__('Page before', 'handoff')}
          </Button>
          <span>
            {fill(__('{from} to {to} of {total}', 'handoff'), {
              from: count((wanted.page - 1) * PER_PAGE + 1),
              to: count(Math.min(wanted.page * PER_PAGE, total)),
              total: count(total),
            })}
          </span>
          <Button
            variant="secondary"
            __next40pxDefaultSize
            disabled={wanted.page * PER_PAGE >= total}
            accessibleWhenDisabled
            onClick={() => change({ page: wanted.page + 1 })}
          >
            {__('Next page', 'handoff')}
          </Button>
        </nav>
      )}
      {creating && <CreateWorkspace onClose={() => setCreating(false)} />}
    </>
  );
}
