import { connectionState } from '@handoff/shared/panel';
import type { Health } from '@handoff/shared/panel/hooks';
import { __, t } from '../../app/i18n.ts';
import { Ago } from '../../ui/Ago.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Section } from '../../ui/Section.tsx';
import { Status } from '../../ui/Status.tsx';

/** How each destination is, and when something last arrived there. */
export function DestinationStates({ health, loading }: { health: Health | undefined; loading: boolean }) {
  return (
    <Section title={__('Destinations', 'handoff')}>
      {health === undefined && (loading ? <Loading lines={3} /> : <p>{__('Shown again when the server answers.', 'handoff')}</p>)}
      {health?.connections.length === 0 && (
        <p>
          {__('None is connected yet.', 'handoff')} <a href="#/destinations/new">{__('Add a destination', 'handoff')}</a>
        </p>
      )}
      <ul className="handoff-rows">
        {health?.connections.map((connection) => {
          const { id, name, lastSuccessAt } = connection;
          const state = connectionState(connection, t);
          return (
            <li key={id}>
              <a href={`#/destinations/${id}`}>{name}</a>
              <Status tone={state.tone}>{state.label}</Status>
              <span className="handoff-quiet">
                {__('Last delivered:', 'handoff')} <Ago at={lastSuccessAt} />
              </span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
