import { ruleTitle, type Sampled } from '@handoff/shared/panel';
import { useServer, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { t } from '../../../app/i18n.ts';
import { Ago } from '../../../ui/Ago.tsx';
import { Go } from '../../../ui/Go.tsx';
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
    <Section title={t('The last day: worth a look')}>
      <List title={t('Kept back, and perhaps genuine')} samples={data.likeliestMistakes} />
      <List title={t('Went through, and looked worst')} samples={data.worstThrough} />
    </Section>
  );
}

function List({ title, samples }: { title: string; samples: readonly Sampled[] }) {
  return (
    <s-stack gap="small-300">
      <s-text type="strong">{title}</s-text>
      {samples.length === 0 && <s-text color="subdued">{t('None')}</s-text>}
      {samples.map(({ eventId, contact, at, reasons }) => (
        <s-stack key={eventId} direction="inline" gap="small-200">
          <Go to={eventPlace(eventId)}>{contact ?? t('Somebody without a name')}</Go>
          <Ago at={at} />
          <s-text color="subdued">
            {reasons
              .filter(({ rule }) => rule !== 'observe_mode')
              .map(({ rule }) => ruleTitle(rule, t))
              .join(', ')}
          </s-text>
        </s-stack>
      ))}
    </s-stack>
  );
}
