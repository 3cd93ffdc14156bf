import { useServerAction, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { Button } from '@wordpress/components';
import { __, fill } from '../../../app/i18n.ts';
import { useStatus } from '../../../app/panel.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Status } from '../../../ui/Status.tsx';

/** Where no form of this site starts the flow, such as for orders: the server makes an event up and sends it. */
export function SendSample({ flowId, type, targets }: { flowId: string; type: string; targets: readonly string[] }) {
  const workspaceId = useWorkspaceId();
  const { person } = useStatus();
  const send = useServerAction('testSend');
  const isOrder = type.startsWith('order.');
  return (
    <div className="handoff-fields">
      <p>
        {isOrder
          ? __('The server makes up one order, marks it as a test and sends it. Nothing is ordered in your shop.', 'handoff')
          : __(
              'There is no form of this flow on this site to test with, so the server makes up a submission and sends it.',
              'handoff',
            )}{' '}
        {fill(__('A real record appears in {targets}.', 'handoff'), { targets: targets.join(', ') })}
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
            {isOrder ? __('Send a test order', 'handoff') : __('Send a test', 'handoff')}
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
