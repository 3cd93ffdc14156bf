import type { z } from 'zod';
import type { PrivacyRequest } from '../../../../src/panel-api/resources.ts';
import { t } from '../../app/i18n.ts';
import type { ShopNeed } from './shop-needs.ts';

type Request = z.infer<typeof PrivacyRequest>;

/** The law gives a month; after that these stand under Privacy only. */
const MONTH_MS = 30 * 86_400_000;

/** What customers asked of their data that a person has to do: hand it to them, or erase what we cannot. */
export function privacyNeeds(requests: readonly Request[], now = Date.now()): ShopNeed[] {
  const recent = requests.filter(({ receivedAt }) => now - Date.parse(receivedAt) < MONTH_MS);
  const asked = recent.filter(({ exportable }) => exportable).length;
  const byHand = recent.filter(
    ({ topic, receipt }) =>
      topic !== 'customers/data_request' && receipt?.destinations.some(({ erasure }) => erasure === 'by_hand') === true,
  ).length;
  const failed = requests.filter(({ state }) => state === 'failed').length;
  const needs: ShopNeed[] = [
    {
      key: 'privacy:failed',
      tone: 'bad',
      count: failed,
      title: t('Requests about personal data that stopped'),
      text: t('Somebody asked for their data or wants it erased, and it could not be done. See why.'),
      todo: t('See why'),
      to: '/privacy',
    },
    {
      key: 'privacy:asked',
      tone: 'attention',
      count: asked,
      title: t('Customers ask for their data'),
      text: t('Download what is kept of them and hand it over within 30 days.'),
      todo: t('See them'),
      to: '/privacy',
    },
    {
      key: 'privacy:by_hand',
      tone: 'attention',
      count: byHand,
      title: t('To be erased by hand'),
      text: t('A customer is to be forgotten, and a destination takes no such request. Erase their record there.'),
      todo: t('See where'),
      to: '/privacy',
    },
  ];
  return needs.filter(({ count }) => count !== 0);
}
