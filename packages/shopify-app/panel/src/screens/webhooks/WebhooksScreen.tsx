import { t } from '../../app/i18n.ts';
import { Page } from '../../ui/Page.tsx';
import { Kept } from './Kept.tsx';
import { Topics } from './Topics.tsx';

/** Whether Shopify tells of everything it should, and what could not be made sense of. */
export default function WebhooksScreen() {
  return (
    <Page
      title={t('Webhooks')}
      size="large"
      intro={t('Shopify tells Handoff of each change by a webhook. Each one is kept here before Shopify hears that it arrived.')}
    >
      <Kept state="failed" />
      <Topics />
      <Kept state="pending" />
    </Page>
  );
}
