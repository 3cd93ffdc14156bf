import { Button } from '@wordpress/components';
import { __, fill } from '../../../app/i18n.ts';
import { useStatus, useWorkspaceId } from '../../../app/panel.tsx';
import { useServerAction } from '../../../app/queries.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Status } from '../../../ui/Status.tsx';

/** For what no form starts, such as orders: the server makes one up and sends it, so that no order has to be placed. */
export function SendSample({ flowId, type, targets }: { flowId: string; type: string; targets: readonly string[] }) {
  const workspaceId = useWorkspaceId();
  const { person } = useStatus();
  const send = useServerAction('testSend');
  return (
    <div className="handoff-fields">
      <p>
        {fill(
          __(
            'The server makes up one order, marked as a test, and sends it: a real record appears in {targets}. Nothing is ordered in your shop.',
            'handoff',
          ),
          { targets: targets.join(', ') },
        )}
      </p>
      <div role="status">
        <ul className="handoff-journey">
          {send.data?.steps.map(({ step, state, error }) => (
            <li key={step}>
              <Status tone={state === 'succeeded' ? 'good' : state === 'failed' ? 'bad' : 'quiet'}>
                {state === 'succeeded'
                  ? __('Arrived', 'handoff')
                  : state === 'failed'
                    ? __('Not taken', 'handoff')
                    : __('Not sent', 'handoff')}
              </Status>
              {error !== null && <span className="handoff-journey__detail">{error.message}</span>}
            </li>
          ))}
        </ul>
      </div>
      {send.error !== null && <ErrorNotice error={send.error} />}
      <div className="handoff-actions">
        {person.canManage && (
          <Button
            variant={send.data === undefined ? 'primary' : 'secondary'}
            __next40pxDefaultSize
            isBusy={send.isPending}
            disabled={send.isPending}
            accessibleWhenDisabled
            onClick={() => send.mutate({ params: { workspaceId, flowId }, body: { event: { sample: 'good', type } } })}
          >
            {__('Send a test order', 'handoff')}
          </Button>
        )}
        {send.data !== undefined && (
          <Button variant="primary" __next40pxDefaultSize href="#/">
            {__('Go to Home', 'handoff')}
          </Button>
        )}
      </div>
    </div>
  );
}
