import type { Sampled } from '@handoff/shared/panel';
import type { useServer } from '@handoff/shared/panel/hooks';
import { __, fill } from '../../../app/i18n.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Samples } from './Samples.tsx';

/** The last day in brief: how much came, and what may have been a mistake, either way. */
export function Digest({ data, error, refetch }: ReturnType<typeof useServer<'screeningDigest'>>) {
  if (data === undefined) return error === null ? null : <ErrorNotice error={error} retry={() => void refetch()} />;
  const { messages, kept, released, flagged } = data;
  return (
    <Section title={__('The last day: worth a look', 'handoff')}>
      <p>
        {fill(__('Messages: {messages}. Kept back: {kept}, let go since: {released}. Flagged for a look: {flagged}.', 'handoff'), {
          messages,
          kept,
          released,
          flagged,
        })}
      </p>
      <List title={__('Kept back, and perhaps genuine', 'handoff')} samples={data.likeliestMistakes} />
      <List title={__('Went through, and looked worst', 'handoff')} samples={data.worstThrough} />
    </Section>
  );
}

function List({ title, samples }: { title: string; samples: readonly Sampled[] }) {
  return (
    <>
      <h4>{title}</h4>
      {samples.length === 0 ? <p className="handoff-quiet">{__('None', 'handoff')}</p> : <Samples samples={samples} />}
    </>
  );
}
