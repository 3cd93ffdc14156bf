import type { HealthAlert } from '@handoff/shared/api';
import { type HealthItem, nothingToOrder, reviewChoices } from '@handoff/shared/panel';
import { usePanelHost, useReview, useReviewInterval } from '@handoff/shared/panel/hooks';
import { t } from '../../app/i18n.ts';
import { placeOf } from '../../app/places.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Row } from '../../ui/Row.tsx';
import { Section } from '../../ui/Section.tsx';
import { Select } from '../../ui/Select.tsx';

/** What is worth putting in order though nothing is wrong: what nobody answers for, or has looked through for long. */
export function Findings({ items }: { items: HealthItem[] }) {
  const findings = items.flatMap((item) => item.findings.map((alert) => ({ item, alert })));
  return (
    <Section title={t('Worth putting in order')}>
      {findings.length === 0 && <s-paragraph>{nothingToOrder(items, t)}</s-paragraph>}
      {findings.length > 0 && (
        <ul class="handoff-rows">
          {findings.map(({ item, alert }) => (
            <Finding key={alert.id} item={item} alert={alert} />
          ))}
        </ul>
      )}
      <ReviewInterval />
    </Section>
  );
}

function Finding({ item, alert }: { item: HealthItem; alert: HealthAlert }) {
  const { canManage } = usePanelHost().person;
  const { review, busy, error } = useReview(item);
  const confirm = t('It is as it should be');
  return (
    <li>
      <Row
        end={
          <s-stack direction="inline" gap="small-300">
            {item.place !== null && (
              <Button variant="tertiary" to={placeOf(item.place)} label={`${t('Look at it')}: ${item.name}`}>
                {t('Look at it')}
              </Button>
            )}
            {alert.kind === 'unreviewed' && canManage && (
              <Button busy={busy} onClick={review} label={`${confirm}: ${item.name}`}>
                {confirm}
              </Button>
            )}
          </s-stack>
        }
      >
        <s-stack gap="none">
          <s-text>{alert.message}</s-text>
          <s-text color="subdued">{alert.fix}</s-text>
        </s-stack>
      </Row>
      {error !== null && <ErrorNotice error={error} />}
    </li>
  );
}

function ReviewInterval() {
  const { canManage } = usePanelHost().person;
  const { days, set, error } = useReviewInterval();
  if (days === undefined || !canManage) return null;
  return (
    <Select
      label={t('Ask to look through flows and accesses')}
      value={String(days)}
      options={reviewChoices(days, t)}
      onChange={(value) => set(Number(value))}
      error={error?.message}
    />
  );
}
