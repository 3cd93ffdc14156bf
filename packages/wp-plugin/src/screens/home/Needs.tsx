import { needsOf } from '@handoff/shared/panel';
import type { Health } from '@handoff/shared/panel/hooks';
import { Button } from '@wordpress/components';
import { __, t } from '../../app/i18n.ts';
import { placeOf } from '../../app/places.ts';
import { useStatus } from '../../app/panel.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Section } from '../../ui/Section.tsx';
import { Status } from '../../ui/Status.tsx';
import { siteNeeds } from './site-needs.ts';

/** Each thing that waits for a person, with the one thing to press. */
export function Needs({ health, loading }: { health: Health | undefined; loading: boolean }) {
  const { outbox } = useStatus();
  const needs = [
    ...siteNeeds(outbox),
    ...(health === undefined ? [] : needsOf(health, t).map((need) => ({ ...need, href: placeOf(need.place) }))),
  ];
  return (
    <Section title={__('What needs you', 'handoff')} actions={<a href="#/health">{__('Health of everything', 'handoff')}</a>}>
      <div className="handoff-home__needs">
        {needs.length === 0 &&
          (loading ? (
            <Loading lines={2} />
          ) : (
            <p className="handoff-calm">
              <Status tone="good">
                {health === undefined ? __('Nothing on this site.', 'handoff') : __('Nothing. All is well.', 'handoff')}
              </Status>
            </p>
          ))}
        <ul className="handoff-needs">
          {needs.map(({ key, tone, count, title, text, todo, href }) => (
            <li key={key}>
              <div>
                <Status tone={tone}>{count === null ? title : `${title}: ${count}`}</Status>
                <p>{text}</p>
              </div>
              <Button variant="secondary" __next40pxDefaultSize href={`#${href}`}>
                {todo}
              </Button>
            </li>
          ))}
        </ul>
      </div>
    </Section>
  );
}
