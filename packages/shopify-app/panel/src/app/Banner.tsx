import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { untilWords } from '../ui/times.ts';
import { t } from './i18n.ts';
import { useStatus } from './status.ts';

/** Says on every screen when events do not go on, and what to do; silent when all is well. */
export function Banner() {
  const { access, sending, shop } = useStatus();
  return (
    <>
      {access.state === 'reconnect' && (
        <Notice
          tone="critical"
          title={t('Shopify no longer lets Handoff in')}
          actions={
            // Opening the app anew is what gives it access again.
            <Button slot="secondary-actions" onClick={() => window.location.reload()}>
              {t('Reconnect')}
            </Button>
          }
        >
          <s-paragraph>
            {access.message ?? t('Webhooks still come in and are kept. Reconnect, so that records can be looked up again.')}
          </s-paragraph>
        </Notice>
      )}
      {sending.state === 'paused' && (
        <Notice tone="warning" title={t('Events wait in this app')}>
          <s-paragraph>
            {sending.message} {untilWords(sending.until, shop.timezone)}
          </s-paragraph>
        </Notice>
      )}
    </>
  );
}
