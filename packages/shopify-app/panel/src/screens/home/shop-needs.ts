import { fill, type Need } from '@handoff/shared/panel';
import { t } from '../../app/i18n.ts';
import type { Status } from '../../app/status.ts';

export type ShopNeed = Omit<Need, 'place'> & { to: string };

/** What the app knows by itself that needs a person. What stops events altogether is in the banner over every screen. */
export function shopNeeds({
  failed,
  scopes,
  protectedData,
  import: job,
}: Pick<Status, 'failed' | 'scopes' | 'protectedData' | 'import'>): ShopNeed[] {
  const needs: ShopNeed[] = [];
  if (failed > 0) {
    needs.push({
      key: 'webhooks:failed',
      tone: 'bad',
      count: failed,
      title: t('Webhooks that could not be read'),
      text: t('They are kept until you decide: see why, then try them again or discard them.'),
      todo: t('See why'),
      to: '/webhooks',
    });
  }
  if (job?.state === 'failed') {
    needs.push({
      key: 'import:failed',
      tone: 'bad',
      count: null,
      title: t('The import stopped'),
      text: job.message ?? t('What came before is kept; it can go on from there.'),
      todo: t('Look at it'),
      to: '/history',
    });
  }
  const missing = scopes.filter(({ required, granted }) => required && !granted);
  if (missing.length > 0) {
    needs.push({
      key: 'scopes',
      tone: 'attention',
      count: missing.length,
      title: t('Permissions that are missing'),
      text: missing.map(({ why }) => t(why)).join(' '),
      todo: t('See which'),
      to: '/settings/permissions',
    });
  }
  const withheld = protectedData.filter(({ state }) => state === 'withheld');
  if (withheld.length > 0) {
    needs.push({
      key: 'protected',
      tone: 'attention',
      count: null,
      title: t('Shopify withholds customer data'),
      text: fill(t('Not handed over: {fields}. That does not mean that customers have none.'), {
        fields: withheld.map(({ field }) => fieldWords(field)).join(', '),
      }),
      todo: t('See what to do'),
      to: '/settings/permissions',
    });
  }
  return needs;
}

/** A protected field, as a merchant calls it. */
export function fieldWords(field: Status['protectedData'][number]['field']): string {
  switch (field) {
    case 'name':
      return t('names');
    case 'email':
      return t('e-mail addresses');
    case 'phone':
      return t('phone numbers');
    case 'address':
      return t('postal addresses');
  }
}
