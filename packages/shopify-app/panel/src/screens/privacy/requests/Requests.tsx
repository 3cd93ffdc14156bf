import { t } from '../../../app/i18n.ts';
import { useShop } from '../../../app/queries.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Section } from '../../../ui/Section.tsx';
import { RequestRow } from './RequestRow.tsx';

/** What customers asked of their data, by way of Shopify: what was done by itself, and what is left to the merchant. */
export function Requests() {
  const requests = useShop('listPrivacyRequests', {});
  return (
    <Section title={t('Requests about personal data')}>
      <s-paragraph color="subdued">
        {t(
          'When a customer asks for their data or wants it erased, Shopify tells Handoff. Erasing is done by itself; here you see what was found.',
        )}
      </s-paragraph>
      {requests.error !== null && <ErrorNotice error={requests.error} retry={() => void requests.refetch()} />}
      {requests.isPending && <Loading lines={2} />}
      {requests.data?.items.length === 0 && <s-paragraph>{t('Nobody has asked so far.')}</s-paragraph>}
      {requests.data !== undefined && requests.data.items.length > 0 && (
        <ul class="handoff-rows">
          {requests.data.items.map((request) => (
            <li key={request.id}>
              <RequestRow request={request} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
