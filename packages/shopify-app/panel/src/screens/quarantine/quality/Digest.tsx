import type { Sampled } from '@handoff/shared/panel';
import type { useServer } from '@handoff/shared/panel/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Samples } from './Samples.tsx';

/** The last day in brief: how much came, and what may have been a mistake, either way. */
export function Digest({ data, error, refetch }: ReturnType<typeof useServer<'screeningDigest'>>) {
  if (data === undefined) return error === null ? null : <ErrorNotice error={error} retry={() => void refetch()} />;
  const { messages, kept, released, flagged } = data;
  return (
    <Section title={t('The last day: worth a look')}>
      <s-paragraph>
        {fill(t('Messages: {messages}. Kept back: {kept}, let go since: {released}. Flagged for a look: {flagged}.'), {
          messages,
          kept,
          released,
          flagged,
        })}
      </s-paragraph>
      <List title={t('Kept back, and perhaps genuine')} samples={data.likeliestMistakes} />
      <List title={t('Went through, and looked worst')} samples={data.worstThrough} />
    </Section>
  );
}

function List({ title, samples }: { title: string; samples: readonly Sampled[] }) {
  return (
    <s-stack gap="small-300">
      <s-text type="strong">{title}</s-text>
      {samples.length === 0 ? <s-text color="subdued">{t('None')}</s-text> : <Samples samples={samples} />}
    </s-stack>
  );
}
