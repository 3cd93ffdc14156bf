import type { HealthAlert } from '@handoff/shared/api';
import { type HealthItem, healthNeeds } from '@handoff/shared/panel';
import { t } from '../../app/i18n.ts';
import { placeOf } from '../../app/places.ts';
import { Ago } from '../../ui/Ago.tsx';
import { Button } from '../../ui/Button.tsx';
import { Marked } from '../../ui/Marked.tsx';
import { Row } from '../../ui/Row.tsx';
import { Section } from '../../ui/Section.tsx';
import { Status } from '../../ui/Status.tsx';

/** What is wrong, what is worst first: what happened, what to do, and where. */
export function Needs({ items, alerts }: { items: HealthItem[]; alerts: HealthAlert[] }) {
  const needs = healthNeeds(items, alerts, t);
  return (
    <Section title={t('What needs you')}>
      {needs.length === 0 && (
        <s-paragraph>
          <Status tone="good">{t('Nothing. All is well.')}</Status>
        </s-paragraph>
      )}
      {needs.length > 0 && (
        <ul class="handoff-rows">
          {needs.map(({ name, alert, place, todo }) => (
            <li key={alert.id}>
              <Row
                end={
                  place !== null && (
                    <Button to={placeOf(place)} label={name === null ? todo : `${todo}: ${name}`}>
                      {todo}
                    </Button>
                  )
                }
              >
                <s-stack gap="small-300">
                  <Marked tone={alert.severity === 'problem' ? 'bad' : 'attention'}>{alert.message}</Marked>
                  <s-text>{alert.fix}</s-text>
                  <s-text color="subdued">
                    {t('Since:')} <Ago at={alert.openedAt} />
                  </s-text>
                </s-stack>
              </Row>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
