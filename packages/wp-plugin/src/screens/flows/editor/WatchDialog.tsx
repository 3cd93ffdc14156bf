import { type GoLive, useGoLive } from '@handoff/shared/panel/hooks';
import { __ } from '../../../app/i18n.ts';
import { Confirm } from '../../../ui/Confirm.tsx';

/** Lets what is shown run on live events without sending. */
export function WatchDialog(props: GoLive) {
  const { flow, onClose } = props;
  const { go, isBusy } = useGoLive('shadowFlow', props);
  return (
    <Confirm title={__('Watch first?', 'handoff')} verb={__('Start watching', 'handoff')} busy={isBusy} onConfirm={go} onCancel={onClose}>
      <p>
        {__(
          'This version runs on real events and shows what it would send. It sends nothing. Publish it once you like what you see.',
          'handoff',
        )}
      </p>
      {flow.published !== null && <p>{__('The live version goes on sending as before.', 'handoff')}</p>}
      {flow.shadow !== null && <p>{__('It takes the place of the version that watches now.', 'handoff')}</p>}
    </Confirm>
  );
}
