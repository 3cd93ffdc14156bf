import type { Thresholds as Both } from '@handoff/shared/panel';
import { useThresholds } from '@handoff/shared/panel/hooks';
import { t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Section } from '../../../ui/Section.tsx';
import { TextInput } from '../../../ui/TextInput.tsx';
import { WhatIf } from './WhatIf.tsx';

/** From which score messages are flagged and kept back, and what other numbers would have done last month. */
export function Thresholds({ sourceId, kept }: { sourceId: string; kept: Both }) {
  const { review, quarantine, change, isRight, isChanged, outcome, isTrying, unknown, save, busy, isSaved, error } = useThresholds(
    sourceId,
    kept,
  );
  return (
    <Section title={t('When it steps in')}>
      <s-paragraph>{t('Every sign of spam adds to a score. Try other limits: nothing changes until you save them.')}</s-paragraph>
      <TextInput kind="number" label={t('Flag from this score')} value={review} onChange={(text) => change({ review: text })} />
      <TextInput
        kind="number"
        label={t('Keep back from this score')}
        value={quarantine}
        error={isRight ? undefined : t('Enter two numbers above 0. The second must not be lower than the first.')}
        onChange={(text) => change({ quarantine: text })}
      />
      {isRight && unknown !== undefined && <ErrorNotice {...unknown} />}
      {isRight && unknown === undefined && outcome === undefined && <Loading lines={6} />}
      {isRight && unknown === undefined && outcome !== undefined && <WhatIf outcome={outcome} isTrying={isTrying} />}
      {error !== null && <ErrorNotice error={error} />}
      <s-stack direction="inline" gap="small-200">
        <Button variant="primary" busy={busy} disabled={!isChanged} onClick={save}>
          {t('Use these limits')}
        </Button>
        <div role="status">{isSaved && <s-text>{t('Saved. They hold for what comes in from now on.')}</s-text>}</div>
      </s-stack>
    </Section>
  );
}
