import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'preact/hooks';
import { fill, t } from '../../app/i18n.ts';
import { type Status as ShopStatus, useStatus } from '../../app/status.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Row } from '../../ui/Row.tsx';
import { Section } from '../../ui/Section.tsx';
import { Status } from '../../ui/Status.tsx';
import { ProtectedData } from './ProtectedData.tsx';

type Scope = ShopStatus['scopes'][number];

/** What the merchant let the app see, what for, and what is missing. */
export function Permissions() {
  const { scopes } = useStatus();
  const missing = scopes.some(({ required, granted }) => required && !granted);
  return (
    <Section title={t('What Shopify lets Handoff see and do')}>
      {missing && (
        <Notice
          tone="warning"
          title={t('Permissions are missing')}
          actions={
            // Opening the app anew is when Shopify asks for what the app needs.
            <Button slot="secondary-actions" onClick={() => window.location.reload()}>
              {t('Open the app again')}
            </Button>
          }
        >
          <s-paragraph>{t('Shopify asks for them when the app is opened. Whoever opens it needs the right to install apps.')}</s-paragraph>
        </Notice>
      )}
      <ul class="handoff-rows">
        {scopes.map((scope) => (
          <li key={scope.scope}>
            <ScopeRow scope={scope} />
          </li>
        ))}
      </ul>
      <ProtectedData />
    </Section>
  );
}

function ScopeRow({ scope: { scope, why, granted, required } }: { scope: Scope }) {
  const queries = useQueryClient();
  const [said, setSaid] = useState<string | null>(null);
  const ask = async () => {
    const { result } = await shopify.scopes.request([scope]);
    setSaid(result === 'granted-all' ? null : t('Not granted: nothing has changed.'));
    await queries.invalidateQueries();
  };
  return (
    <Row
      end={
        granted ? (
          <Status tone="good">{t('Granted')}</Status>
        ) : required ? (
          <Status tone="bad">{t('Missing')}</Status>
        ) : (
          <s-stack direction="inline" gap="small-300" alignItems="center">
            <Status tone="quiet">{t('Optional')}</Status>
            <Button label={fill(t('Grant: {scope}'), { scope })} onClick={() => void ask()}>
              {t('Grant')}
            </Button>
          </s-stack>
        )
      }
    >
      <s-stack gap="none">
        <s-text>{t(why)}</s-text>
        <s-text color="subdued">{scope}</s-text>
        {said !== null && (
          <div role="status">
            <s-text>{said}</s-text>
          </div>
        )}
      </s-stack>
    </Row>
  );
}
