import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { site } from '../../../app/clients.ts';
import { __, fill } from '../../../app/i18n.ts';
import { FAREWELL } from '../../../app/farewell.ts';
import { useStatus } from '../../../app/panel.tsx';
import { Confirm } from '../../../ui/Confirm.tsx';

/** Ends the pairing, after saying what that means. */
export function Disconnect() {
  const { pairing, outbox } = useStatus();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const disconnect = useMutation({
    mutationFn: () => site('disconnect', {}),
    onSuccess: ({ status, message }) => {
      // The screen changes with the status: what is to be said of it is left for the next one.
      queries.setQueryData(FAREWELL, message ?? __('This site is disconnected.', 'handoff'));
      queries.setQueryData(['site', 'status', {}], status);
      queries.removeQueries({ queryKey: ['server'] });
    },
  });
  const ask = () => {
    disconnect.reset();
    setAsking(true);
  };
  return (
    <>
      <Button variant="secondary" isDestructive __next40pxDefaultSize onClick={ask}>
        {__('Disconnect', 'handoff')}
      </Button>
      {asking && (
        <Confirm
          title={fill(__('Disconnect from “{workspace}”?', 'handoff'), { workspace: pairing?.workspaceName ?? '' })}
          verb={__('Disconnect', 'handoff')}
          destructive
          busy={disconnect.isPending}
          error={disconnect.error}
          onConfirm={() => disconnect.mutate()}
          onCancel={() => setAsking(false)}
        >
          <ul className="ul-disc">
            <li>{__('Nothing more is sent from this site, and its key is deleted.', 'handoff')}</li>
            <li>
              {fill(__('What waits here ({count}) is kept. It goes out when the site is connected again.', 'handoff'), {
                count: outbox.pending + outbox.leased + outbox.inFile,
              })}
            </li>
            <li>{__('Flows, destinations and history stay on the server. What it has already is still delivered.', 'handoff')}</li>
          </ul>
        </Confirm>
      )}
    </>
  );
}
