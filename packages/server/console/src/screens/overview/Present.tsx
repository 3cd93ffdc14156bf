import { type AnswerOf, type endpoints } from '@handoff/shared/api';
import { needsOf } from '@handoff/shared/panel';
import { usePanelHost, useServer } from '@handoff/shared/panel/hooks';
import { placeOf } from '@handoff/wp-plugin/app/places.ts';
import { Ago } from '@handoff/wp-plugin/ui/Ago.tsx';
import { Section } from '@handoff/wp-plugin/ui/Section.tsx';
import { Status } from '@handoff/wp-plugin/ui/Status.tsx';
import { Button } from '@wordpress/components';
import { __ } from '@handoff/wp-plugin/app/i18n.ts';
import { count } from '../../ui/numbers.ts';
import { Usage } from './Usage.tsx';

type Health = AnswerOf<typeof endpoints.workspaceHealth>;

/** What needs a person, then the figures. */
export function Present({ health }: { health: Health }) {
  const { t, workspaceId } = usePanelHost();
  const usage = useServer('workspaceUsage', { params: { workspaceId } });
  const needs = needsOf(health, t);
  const { deliveries, events } = health;
  const figures: [string, number, string][] = [
    [__('Waiting to go out', 'handoff'), deliveries.pending + deliveries.waiting + deliveries.leased, '#/health'],
    [__('Failed', 'handoff'), deliveries.dead, '#/activity/dead'],
    [__('Not known whether arrived', 'handoff'), deliveries.uncertain, '#/activity/uncertain'],
    [__('Kept back', 'handoff'), events.quarantined, '#/quarantine'],
  ];
  return (
    <>
      <Section title={__('Needs you', 'handoff')}>
        {needs.length === 0 ? (
          <p>
            <Status tone="good">{__('Nothing: all is well.', 'handoff')}</Status> {__('Last delivered:', 'handoff')}{' '}
            <Ago at={health.lastSuccessAt} />
          </p>
        ) : (
          <ul className="handoff-console-needs">
            {needs.map((need) => (
              <li key={need.key}>
                <div>
                  <Status tone={need.tone}>{need.count === null ? need.title : `${need.title} (${count(need.count)})`}</Status>
                  <p>{need.text}</p>
                </div>
                <Button variant="secondary" __next40pxDefaultSize href={`#${placeOf(need.place)}`}>
                  {need.todo}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={__('Just now', 'handoff')}>
        <dl className="handoff-console-figures">
          {figures.map(([name, value, href]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value === 0 ? count(0) : <a href={href}>{count(value)}</a>}</dd>
            </div>
          ))}
        </dl>
      </Section>
      {usage.data !== undefined && <Usage usage={usage.data} />}
    </>
  );
}
