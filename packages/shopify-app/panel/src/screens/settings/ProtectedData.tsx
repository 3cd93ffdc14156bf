import { t } from '../../app/i18n.ts';
import { type Status as ShopStatus, useStatus } from '../../app/status.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Row } from '../../ui/Row.tsx';
import { Status } from '../../ui/Status.tsx';

type Field = ShopStatus['protectedData'][number];

/** Shopify approves by field what an app may know of customers. What it withholds looks empty, and must not be taken for empty. */
export function ProtectedData() {
  const { protectedData } = useStatus();
  return (
    <s-stack gap="base">
      <s-heading>{t('Customer data that Shopify protects')}</s-heading>
      {protectedData.some(({ state }) => state === 'withheld') && (
        <Notice tone="warning" title={t('Some of it is withheld')}>
          <s-paragraph>
            {t(
              'Shopify has not approved it for this app, so it comes empty. Handoff never takes that for “there is none”: it leaves the field at your destinations as it is. Whoever runs the app asks for approval in the Partner Dashboard under API access.',
            )}
          </s-paragraph>
        </Notice>
      )}
      <ul class="handoff-rows">
        {protectedData.map(({ field, state }) => (
          <li key={field}>
            <Row end={<FieldState state={state} />}>
              <s-text>{fieldTitle(field)}</s-text>
            </Row>
          </li>
        ))}
      </ul>
    </s-stack>
  );
}

function FieldState({ state }: { state: Field['state'] }) {
  switch (state) {
    case 'approved':
      return <Status tone="good">{t('Comes in')}</Status>;
    case 'withheld':
      return <Status tone="attention">{t('Withheld')}</Status>;
    case 'unknown':
      return <Status tone="quiet">{t('None came yet')}</Status>;
  }
}

function fieldTitle(field: Field['field']): string {
  switch (field) {
    case 'name':
      return t('Names');
    case 'email':
      return t('E-mail addresses');
    case 'phone':
      return t('Phone numbers');
    case 'address':
      return t('Postal addresses');
  }
}
