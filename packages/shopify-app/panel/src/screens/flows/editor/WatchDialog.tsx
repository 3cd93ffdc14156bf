import { type GoLive, useGoLive } from '@handoff/shared/panel/hooks';
import { t } from '../../../app/i18n.ts';
import { Confirm } from '../../../ui/Confirm.tsx';

/** Lets what is shown run on live events without sending. */
export function WatchDialog(props: GoLive) {
  const { flow, onClose } = props;
  const { go, isBusy } = useGoLive('shadowFlow', props);
  return (
    <Confirm title={t('Watch first?')} verb={t('Start watching')} busy={isBusy} onConfirm={go} onCancel={onClose}>
      <s-paragraph>
        {t('This version runs on real events and shows what it would send. It sends nothing. Publish it once you like what you see.')}
      </s-paragraph>
      {flow.published !== null && <s-paragraph>{t('The live version goes on sending as before.')}</s-paragraph>}
      {flow.shadow !== null && <s-paragraph>{t('It takes the place of the version that watches now.')}</s-paragraph>}
    </Confirm>
  );
}
