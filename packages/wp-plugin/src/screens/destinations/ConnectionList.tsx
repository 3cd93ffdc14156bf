import { useConnectionList, usePanelHost } from '@handoff/shared/panel/hooks';
import { Button } from '@wordpress/components';
import { __ } from '../../app/i18n.ts';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { ConnectionCard } from './ConnectionCard.tsx';

/** Every connected account, how it is, and what can be done about it. */
export function ConnectionList() {
  const { canManage } = usePanelHost().person;
  const { items, flows, error, retry } = useConnectionList();
  const add = (
    <Button variant="primary" __next40pxDefaultSize href="#/destinations/new">
      {__('Add a destination', 'handoff')}
    </Button>
  );
  return (
    <Page
      title={__('Destinations', 'handoff')}
      intro={__('The accounts your submissions and orders are sent to.', 'handoff')}
      actions={canManage && items !== undefined && items.length > 0 ? add : undefined}
    >
      {error !== null && <ErrorNotice error={error} retry={retry} />}
      {items === undefined && error === null && <Loading lines={8} />}
      {items?.length === 0 && (
        <Empty title={__('No account is connected yet', 'handoff')}>
          <p>{__('Connect HubSpot, Mailchimp, Slack or another system, then say in a flow what goes there.', 'handoff')}</p>
          {canManage && <div className="handoff-actions">{add}</div>}
        </Empty>
      )}
      <ul className="handoff-connections">
        {items?.map(({ connection, ...known }) => (
          <li key={connection.id}>
            <ConnectionCard connection={connection} {...known} flows={flows} />
          </li>
        ))}
      </ul>
    </Page>
  );
}
