import type { HealthAlert } from '@handoff/shared/api';
import { type HealthItem, nothingToOrder, reviewChoices } from '@handoff/shared/panel';
import { usePanelHost, useReview, useReviewInterval } from '@handoff/shared/panel/hooks';
import { Button, SelectControl } from '@wordpress/components';
import { __, t } from '../../app/i18n.ts';
import { placeOf } from '../../app/places.ts';
import { Section } from '../../ui/Section.tsx';

/** What is worth putting in order though nothing is wrong: what nobody answers for, or has looked through for long. */
export function Findings({ items }: { items: HealthItem[] }) {
  const findings = items.flatMap((item) => item.findings.map((alert) => ({ item, alert })));
  return (
    <Section title={__('Worth putting in order', 'handoff')}>
      {findings.length === 0 && <p>{nothingToOrder(items, t)}</p>}
      <ul className="handoff-health">
        {findings.map(({ item, alert }) => (
          <Finding key={alert.id} item={item} alert={alert} />
        ))}
      </ul>
      <ReviewInterval />
    </Section>
  );
}

function Finding({ item, alert }: { item: HealthItem; alert: HealthAlert }) {
  const { canManage } = usePanelHost().person;
  const { review, busy, error } = useReview(item);
  return (
    <li>
      <div>
        {alert.message}
        <p>{alert.fix}</p>
        {error !== null && (
          <p role="alert" className="handoff-problem">
            {error.message}
          </p>
        )}
      </div>
      <div className="handoff-actions">
        {item.place !== null && (
          <Button variant="tertiary" __next40pxDefaultSize href={`#${placeOf(item.place)}`}>
            {__('Look at it', 'handoff')}
            <span className="screen-reader-text"> {item.name}</span>
          </Button>
        )}
        {alert.kind === 'unreviewed' && canManage && (
          <Button variant="secondary" __next40pxDefaultSize isBusy={busy} disabled={busy} accessibleWhenDisabled onClick={review}>
            {__('It is as it should be', 'handoff')}
            <span className="screen-reader-text"> {item.name}</span>
          </Button>
        )}
      </div>
    </li>
  );
}

function ReviewInterval() {
  const { canManage } = usePanelHost().person;
  const { days, set, error } = useReviewInterval();
  if (days === undefined || !canManage) return null;
  return (
    <div className="handoff-health__interval">
      <SelectControl
        label={__('Ask to look through flows and accesses', 'handoff')}
        value={String(days)}
        options={reviewChoices(days, t)}
        onChange={(value) => set(Number(value))}
        __next40pxDefaultSize
        __nextHasNoMarginBottom
      />
      {error !== null && (
        <p role="alert" className="handoff-problem">
          {error.message}
        </p>
      )}
    </div>
  );
}
