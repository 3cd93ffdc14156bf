import type { HealthAlert } from '@handoff/shared/api';
import type { HealthItem, HealthPlace } from '@handoff/shared/panel';
import { Button } from '@wordpress/components';
import { __ } from '../../app/i18n.ts';
import { placeOf } from '../../app/places.ts';
import { Ago } from '../../ui/Ago.tsx';
import { Section } from '../../ui/Section.tsx';
import { Status } from '../../ui/Status.tsx';

interface Need {
  name: string | null;
  alert: HealthAlert;
  place: HealthPlace | null;
}

/** What is wrong, what is worst first: what happened, what to do, and where. */
export function Needs({ items, alerts }: { items: HealthItem[]; alerts: HealthAlert[] }) {
  const needs: Need[] = [
    ...alerts.filter(({ severity }) => severity !== 'finding').map((alert) => ({ name: null, alert, place: null })),
    ...items.flatMap(({ name, needs: own }) => own.map((need) => ({ name, ...need }))),
  ].toSorted((one, other) => Number(one.alert.severity !== 'problem') - Number(other.alert.severity !== 'problem'));
  return (
    <Section title={__('What needs you', 'handoff')}>
      {needs.length === 0 && <Status tone="good">{__('Nothing. All is well.', 'handoff')}</Status>}
      <ul className="handoff-health">
        {needs.map(({ name, alert, place }) => (
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
                {todoOf(place)}
                {name !== null && <span className="screen-reader-text"> {name}</span>}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function todoOf({ screen }: HealthPlace): string {
  switch (screen) {
    case 'flow':
      return __('Open the flow', 'handoff');
    case 'connection':
      return __('Open the destination', 'handoff');
    case 'dead':
      return __('See why', 'handoff');
    case 'uncertain':
      return __('Check them', 'handoff');
  }
}
