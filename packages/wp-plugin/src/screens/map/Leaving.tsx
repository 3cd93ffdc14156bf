import type { WorkspaceMap } from '@handoff/shared/api';
import { __, fill } from '../../app/i18n.ts';
import { Folded } from '../../ui/Folded.tsx';
import { Section } from '../../ui/Section.tsx';

/** The exit plan of each destination: what stays there, what to take along, how to end the access. */
export function Leaving({ map: { connections } }: { map: WorkspaceMap }) {
  const plans = new Map(connections.flatMap(({ destination, leaving }) => (leaving === null ? [] : [[destination, leaving] as const])));
  if (plans.size === 0) return null;
  return (
    <Section title={__('How to leave', 'handoff')}>
      {[...plans].map(([destination, { stays, export: exported, revoke, url }]) => (
        <Folded key={destination} title={destination} open={false}>
          <dl className="handoff-map-leaving">
            <dt>{__('What stays there:', 'handoff')}</dt>
            <dd>{stays}</dd>
            <dt>{__('What to export:', 'handoff')}</dt>
            <dd>{exported}</dd>
            <dt>{__('How to end the access:', 'handoff')}</dt>
            <dd>
              {revoke}
              {url !== undefined && (
                <>
                  {' '}
                  <a href={url} target="_blank" rel="noreferrer">
                    {fill(__('Open {destination}’s page', 'handoff'), { destination })}
                  </a>
                </>
              )}
            </dd>
          </dl>
        </Folded>
      ))}
    </Section>
  );
}
