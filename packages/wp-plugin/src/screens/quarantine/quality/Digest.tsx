import { ruleTitle, type Sampled } from '@handoff/shared/panel';
import { useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { __, t } from '../../../app/i18n.ts';
import { Ago } from '../../../ui/Ago.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Section } from '../../../ui/Section.tsx';
import { eventPlace } from '../../activity/addresses.ts';

/** The last day in brief: what may have been a mistake, either way. */
export function Digest({ sourceId }: { sourceId: string }) {
  const { data, error, refetch } = useServer('screeningDigest', {
    params: { workspaceId: useWorkspaceId() },
    query: { sourceId, limit: 5 },
  });
  if (data === undefined) return error === null ? <Loading lines={4} /> : <ErrorNotice error={error} retry={() => void refetch()} />;
  return (
    <Section title={__('The last day: worth a look', 'handoff')}>
      <List title={__('Kept back, and perhaps genuine', 'handoff')} samples={data.likeliestMistakes} />
      <List title={__('Went through, and looked worst', 'handoff')} samples={data.worstThrough} />
    </Section>
  );
}

function List({ title, samples }: { title: string; samples: readonly Sampled[] }) {
  return (
    <>
      <h4>{title}</h4>
      {samples.length === 0 && <p className="handoff-quiet">{__('None', 'handoff')}</p>}
      <ul className="handoff-list">
        {samples.map(({ eventId, contact, at, reasons }) => (
          <li key={eventId}>
            <a href={`#${eventPlace(eventId)}`}>{contact ?? __('Somebody without a name', 'handoff')}</a> <Ago at={at} />{' '}
            <span className="handoff-quiet">
              {reasons
                .filter(({ rule }) => rule !== 'observe_mode')
                .map(({ rule }) => ruleTitle(rule, t))
                .join(', ')}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
