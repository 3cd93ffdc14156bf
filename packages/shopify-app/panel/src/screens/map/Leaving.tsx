import type { WorkspaceMap } from '@handoff/shared/api';
import { fill } from '@handoff/shared/panel';
import { t } from '../../app/i18n.ts';
import { Facts } from '../../ui/Facts.tsx';
import { Folded } from '../../ui/Folded.tsx';
import { Go } from '../../ui/Go.tsx';
import { Section } from '../../ui/Section.tsx';

/** The exit plan of each destination: what stays there, what to take along, how to end the access. */
export function Leaving({ map: { connections } }: { map: WorkspaceMap }) {
  const plans = new Map(connections.flatMap(({ destination, leaving }) => (leaving === null ? [] : [[destination, leaving] as const])));
  if (plans.size === 0) return null;
  return (
    <Section title={t('How to leave')}>
      {[...plans].map(([destination, { stays, export: exported, revoke, url }]) => (
        <Folded key={destination} title={destination}>
          <Facts
            facts={[
              [t('What stays there:'), stays],
              [t('What to export:'), exported],
              [t('How to end the access:'), revoke],
            ]}
          />
          {url !== undefined && <Go to={url}>{fill(t('Open {destination}’s page'), { destination })}</Go>}
        </Folded>
      ))}
    </Section>
  );
}
