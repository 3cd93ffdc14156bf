import { t } from '../../app/i18n.ts';
import { useStatus } from '../../app/status.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';

/** The companion cannot be asked; what this app knows by itself stays on screen. */
export function ServerAway({ error, retry }: { error: Error; retry: () => void }) {
  const { sending } = useStatus();
  return (
    <Notice
      tone="warning"
      title={t('The server does not answer just now')}
      actions={
        <Button slot="secondary-actions" onClick={retry}>
          {t('Try again')}
        </Button>
      }
    >
      <s-paragraph>
        {t('Only what waits in this app is up to date. Nothing is lost: it is handed over when the server is back.')}
      </s-paragraph>
      {/* The banner above says it already where the app itself has found out. */}
      {sending.state === 'on' && <s-paragraph color="subdued">{error.message}</s-paragraph>}
    </Notice>
  );
}
