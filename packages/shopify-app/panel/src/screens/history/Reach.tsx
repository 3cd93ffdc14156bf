import { t } from '../../app/i18n.ts';
import { useStatus } from '../../app/status.ts';
import { Go } from '../../ui/Go.tsx';
import { Notice } from '../../ui/Notice.tsx';

/** Shopify hands over only the last 60 days of orders to an app without `read_all_orders`. */
export function Reach() {
  const all = useStatus().scopes.find(({ scope }) => scope === 'read_all_orders');
  if (all === undefined || all.granted) return null;
  return (
    <Notice tone="info" title={t('Orders of the last 60 days')}>
      <s-paragraph>
        {t(
          'Shopify gives this app no older orders. Customers are imported all the same, with what Shopify adds up for each: how many orders, how much spent.',
        )}{' '}
        <Go to="/settings/permissions">{t('See permissions')}</Go>
      </s-paragraph>
    </Notice>
  );
}
