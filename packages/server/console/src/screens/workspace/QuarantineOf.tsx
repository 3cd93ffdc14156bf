import type { AnswerOf, endpoints } from '@handoff/shared/api';
import { useKept, useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { Empty } from '@handoff/wp-plugin/ui/Empty.tsx';
import { ErrorNotice } from '@handoff/wp-plugin/ui/ErrorNotice.tsx';
import { Loading } from '@handoff/wp-plugin/ui/Loading.tsx';
import { Button, SelectControl } from '@wordpress/components';
import { lazy, useEffect, useState } from '@wordpress/element';
import { __, fill } from '@handoff/wp-plugin/app/i18n.ts';
import { useLocation } from 'wouter';
import { ConsoleHost } from '../../app/host.tsx';

const QuarantineScreen = lazy(() => import('@handoff/wp-plugin/screens/quarantine/QuarantineScreen.tsx'));

type Source = AnswerOf<typeof endpoints.listSources>['items'][number];

/** What was kept back is judged by each site's own rules, so one chooses the site first where there are several. */
export function QuarantineOf() {
  const params = { workspaceId: useWorkspaceId() };
  const { data, error, refetch } = useServer('listSources', { params });
  const waiting = useServer('listEvents', { params, query: { verdict: 'quarantine', marked: 'none', limit: 1 } });
  if (data === undefined) return error === null ? <Loading lines={8} /> : <ErrorNotice error={error} retry={() => void refetch()} />;
  if (waiting.isPending) return <Loading lines={8} />;
  // Those that send, then those that did: what they sent is still there.
  const sources = data.items.toSorted((one, other) => Number(one.revokedAt !== null) - Number(other.revokedAt !== null));
  const [first] = sources;
  if (first === undefined) {
    return (
      <Empty title={__('Nothing is screened yet', 'handoff')}>
        <p>{__('As soon as a site is connected, what it sends is looked at for spam and duplicates.', 'handoff')}</p>
        <p>
          <Button variant="primary" __next40pxDefaultSize href="#/sources">
            {__('Connect a site', 'handoff')}
          </Button>
        </p>
      </Empty>
    );
  }
  const begin = sources.find(({ id }) => id === waiting.data?.items[0]?.sourceId) ?? first;
  return <QuarantineOfOne sources={sources} begin={begin} />;
}

/** `begin`: where somebody who has not chosen begins, which is where something waits; later it stays with where it began. */
function QuarantineOfOne({ sources, begin }: { sources: readonly Source[]; begin: Source }) {
  const workspaceId = useWorkspaceId();
  const [path] = useLocation();
  // An alert leads to the rules of the site it is about.
  const [named] = useState(() => path.split('/')[3]);
  const [kept, keep] = useKept<string | undefined>(`site of the quarantine of ${workspaceId}`, undefined);
  const [chosen, setChosen] = useState(named ?? kept ?? begin.id);
  const choose = (id: string) => {
    setChosen(id);
    keep(id);
  };
  useEffect(() => {
    if (named !== undefined) keep(named);
  }, [named]);
  const source = sources.find(({ id }) => id === chosen) ?? begin;
  return (
    <>
      {sources.length > 1 && (
        <div className="handoff-console-source">
          <SelectControl
            label={__('Site or shop', 'handoff')}
            value={source.id}
            options={sources.map(({ id, name, revokedAt }) => ({
              value: id,
              label: revokedAt === null ? name : fill(__('{name} (disconnected)', 'handoff'), { name }),
            }))}
            onChange={choose}
            __next40pxDefaultSize
            __nextHasNoMarginBottom
          />
        </div>
      )}
      <ConsoleHost key={source.id} workspaceId={workspaceId} sourceId={source.id}>
        <QuarantineScreen />
      </ConsoleHost>
    </>
  );
}
