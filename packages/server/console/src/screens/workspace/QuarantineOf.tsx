import { useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { Empty } from '@handoff/wp-plugin/ui/Empty.tsx';
import { ErrorNotice } from '@handoff/wp-plugin/ui/ErrorNotice.tsx';
import { Loading } from '@handoff/wp-plugin/ui/Loading.tsx';
import { Button, SelectControl } from '@wordpress/components';
import { lazy, useState } from '@wordpress/element';
import { __, fill } from '@handoff/wp-plugin/app/i18n.ts';
import { useLocation } from 'wouter';
import { ConsoleHost } from '../../app/host.tsx';

const QuarantineScreen = lazy(() => import('@handoff/wp-plugin/screens/quarantine/QuarantineScreen.tsx'));

/** What was kept back is judged by each site's own rules, so one chooses the site first where there are several. */
export function QuarantineOf() {
  const workspaceId = useWorkspaceId();
  const { data, error, refetch } = useServer('listSources', { params: { workspaceId } });
  const [path] = useLocation();
  // An alert leads to the rules of the site it is about.
  const [chosen, choose] = useState(() => path.split('/')[3]);
  if (data === undefined) return error === null ? <Loading lines={8} /> : <ErrorNotice error={error} retry={() => void refetch()} />;
  // Those that send, then those that did: what they sent is still there.
  const sources = data.items.toSorted((one, other) => Number(one.revokedAt !== null) - Number(other.revokedAt !== null));
  const source = sources.find(({ id }) => id === chosen) ?? sources[0];
  if (source === undefined) {
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
