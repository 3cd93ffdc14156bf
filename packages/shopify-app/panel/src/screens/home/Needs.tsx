import { needsOf } from '@handoff/shared/panel';
import type { Health } from '@handoff/shared/panel/hooks';
import { t } from '../../app/i18n.ts';
import { placeOf } from '../../app/places.ts';
import { useStatus } from '../../app/status.ts';
import { Button } from '../../ui/Button.tsx';
import { Row } from '../../ui/Row.tsx';
import { Section } from '../../ui/Section.tsx';
import { Status } from '../../ui/Status.tsx';
import { privacyNeeds } from './privacy-needs.ts';
import { shopNeeds } from './shop-needs.ts';

/** Each thing that waits for a person, with the one thing to press. */
export function Needs({ health, privacy }: { health: Health | undefined; privacy: Parameters<typeof privacyNeeds>[0] }) {
  const status = useStatus();
  const all = [
    ...shopNeeds(status),
    ...privacyNeeds(privacy),
    ...(health === undefined ? [] : needsOf(health, t).map((need) => ({ ...need, to: placeOf(need.place) }))),
  ];
  const needs = [...all.filter(({ tone }) => tone === 'bad'), ...all.filter(({ tone }) => tone !== 'bad')];
  return (
    <Section
      title={t('What needs you')}
      actions={
        <Button slot="secondary-actions" variant="tertiary" to="/health">
          {t('Health of everything')}
        </Button>
      }
    >
      {needs.length === 0 && (
        <s-paragraph>
          <Status tone="good">{health === undefined ? t('Nothing in this app.') : t('Nothing. All is well.')}</Status>
        </s-paragraph>
      )}
      {needs.length > 0 && (
        <ul class="handoff-rows">
          {needs.map(({ key, tone, count, title, text, todo, to }) => (
            <li key={key}>
              <Row
                end={
                  <Button to={to} label={`${todo}: ${title}`}>
                    {todo}
                  </Button>
                }
              >
                <s-stack gap="small-300">
                  <Status tone={tone}>{count === null ? title : `${title}: ${count}`}</Status>
                  <s-text>{text}</s-text>
                </s-stack>
              </Row>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
