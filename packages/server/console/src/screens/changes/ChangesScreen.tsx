import { serverEntityWords } from '@handoff/shared/panel';
import { useAuditFilter } from '@handoff/shared/panel/hooks';
import { __, t } from '@handoff/wp-plugin/app/i18n.ts';
import '@handoff/wp-plugin/screens/audit/audit.scss';
import { ChangeFacts } from '@handoff/wp-plugin/screens/audit/ChangeFacts.tsx';
import { Filters } from '@handoff/wp-plugin/screens/audit/Filters.tsx';
import { ErrorNotice } from '@handoff/wp-plugin/ui/ErrorNotice.tsx';
import { Loading } from '@handoff/wp-plugin/ui/Loading.tsx';
import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { useWhole } from '../../app/queries.ts';
import { mayOnServer, useSession } from '../../app/session.tsx';
import { Head } from '../../ui/Head.tsx';

const PER_PAGE = 50;

/** What was done to the server itself; each workspace has its own list. */
export default function ChangesScreen() {
  const mayUse = mayOnServer(useSession(), 'owner');
  const { filter, query, isFiltered, narrow } = useAuditFilter();
  /** Where the pages begin that were gone through; the first has none. */
  const [pages, setPages] = useState<readonly number[]>([]);
  const before = pages.at(-1);
  const asked = { limit: PER_PAGE, ...(before === undefined ? {} : { before }), ...query };
  const { data, error, refetch } = useWhole('listServerAudit', { query: asked }, { enabled: mayUse });
  if (!mayUse)
    return <Head title={__('Changes', 'handoff')} intro={__('Only owners of this server see what was done to it.', 'handoff')} />;
  const next = data?.next ?? null;
  const choose = (part: Parameters<typeof narrow>[0]) => {
    setPages([]);
    narrow(part);
  };
  return (
    <>
      <Head
        title={__('Changes', 'handoff')}
        intro={__(
          'What was done to this server: its operators, its workspaces, its API tokens, and who signed in. Each workspace lists its own changes.',
          'handoff',
        )}
      />
      <Filters filter={filter} kinds={serverEntityWords(t)} onChange={choose} />
      {error !== null && <ErrorNotice error={error} retry={() => void refetch()} />}
      {data === undefined && error === null && <Loading lines={8} />}
      {data?.items.length === 0 && (
        <p>{isFiltered ? __('Nothing like this was done. Choose other days, or everything.', 'handoff') : __('Nothing yet.', 'handoff')}</p>
      )}
      {data !== undefined && data.items.length > 0 && (
        <ol className="handoff-audit">
          {data.items.map((change) => (
            <ChangeFacts key={change.id} heading="h2" change={change} onOnly={(actor) => choose({ actor })} />
          ))}
        </ol>
      )}
      {(next !== null || pages.length > 0) && (
        <div className="handoff-actions handoff-audit__pages">
          <Button variant="secondary" disabled={pages.length === 0} accessibleWhenDisabled onClick={() => setPages(pages.slice(0, -1))}>
            {__('Newer', 'handoff')}
          </Button>
          <Button
            variant="secondary"
            disabled={next === null}
            accessibleWhenDisabled
            onClick={() => next !== null && setPages([...pages, next])}
          >
            {__('Older', 'handoff')}
          </Button>
        </div>
      )}
    </>
  );
}
