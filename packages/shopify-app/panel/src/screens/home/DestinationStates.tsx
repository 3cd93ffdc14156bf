import { connectionState } from '@handoff/shared/panel';
import type { Health } from '@handoff/shared/panel/hooks';
import { t } from '../../app/i18n.ts';
import { Ago } from '../../ui/Ago.tsx';
import { Go } from '../../ui/Go.tsx';
import { Row } from '../../ui/Row.tsx';
import { Section } from '../../ui/Section.tsx';
import { Status } from '../../ui/Status.tsx';

/** How each destination is, and when something last arrived there. */
export function DestinationStates({ health }: { health: Health | undefined }) {
  return (
    <Section title={t('Destinations')}>
      {health === undefined && <s-paragraph>{t('Shown again when the server answers.')}</s-paragraph>}
      {health?.connections.length === 0 && (
        <s-paragraph>
          {t('None is connected yet.')} <Go to="/destinations/new">{t('Add a destination')}</Go>
        </s-paragraph>
      )}
      {health !== undefined && health.connections.length > 0 && (
        <ul class="handoff-rows">
          {health.connections.map((connection) => {
            const { id, name, lastSuccessAt } = connection;
            const state = connectionState(connection, t);
            return (
              <li key={id}>
                <Row end={<Status tone={state.tone}>{state.label}</Status>}>
                  <s-stack gap="none">
                    <Go to={`/destinations/${id}`}>{name}</Go>
                    <s-text color="subdued">
                      {t('Last delivered:')} <Ago at={lastSuccessAt} />
                    </s-text>
                  </s-stack>
                </Row>
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
}
