import { t } from './i18n.ts';
import { addressOf } from './location.ts';

/** The app's menu, which Shopify shows in the admin's own. A click comes back as `shopify:navigate`; see location.ts. */
export function Navigation() {
  return (
    <s-app-nav>
      <a href={addressOf('/')} rel="home">
        {t('Home')}
      </a>
      <a href={addressOf('/flows')}>{t('Flows')}</a>
      <a href={addressOf('/destinations')}>{t('Destinations')}</a>
      <a href={addressOf('/activity')}>{t('Activity')}</a>
      <a href={addressOf('/quarantine')}>{t('Quarantine')}</a>
      <a href={addressOf('/health')}>{t('Health')}</a>
      <a href={addressOf('/history')}>{t('History')}</a>
      <a href={addressOf('/webhooks')}>{t('Webhooks')}</a>
      <a href={addressOf('/settings')}>{t('Settings')}</a>
    </s-app-nav>
  );
}
