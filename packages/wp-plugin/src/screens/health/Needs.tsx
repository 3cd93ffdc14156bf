import type { HealthAlert } from '@handoff/shared/api';
import { type HealthItem, healthNeeds } from '@handoff/shared/panel';
import { Button } from '@wordpress/components';
import { __, t } from '../../app/i18n.ts';
import { placeOf } from '../../app/places.ts';
import { Ago } from '../../ui/Ago.tsx';
import { Section } from '../../ui/Section.tsx';
import { Status } from '../../ui/Status.tsx';

/** What is wrong, what is worst first: what happened, what to do, and where. */
export function Needs({ items, alerts }: { items: HealthItem[]; alerts: HealthAlert[] }) {
  const needs = healthNeeds(items, alerts, t);
  return (
    <Section title={__('What needs you', 'handoff')}>
      {needs.length === 0 && <Status tone="good">{__('Nothing. All is well.', 'handoff')}</Status>}
      <ul className="handoff-health">
        {needs.map(({ name, alert, place, todo }) => (
          <li key={alert.id}>
            <div>
              <Status tone={alert.severity === 'problem' ? 'bad' : 'attention'}>{alert.message}</Status>
              <p>{alert.fix}</p>
              <p className="handoff-quiet">
                {__('Since:', 'handoff')} <Ago at={alert.openedAt} />
              </p>
            </div>
            {place !== null && (
              <Button variant="secondary" __next40pxDefaultSize href={`#${placeOf(place)}`}>
                {todo}
                {name !== null && <span className="screen-reader-text"> {name}</span>}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
