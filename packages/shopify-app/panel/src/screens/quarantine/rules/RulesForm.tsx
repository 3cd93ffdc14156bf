import type { screeningOf } from '@handoff/shared/panel';
import { type RulesDraft, useRules } from '@handoff/shared/panel/hooks';
import { t } from '../../../app/i18n.ts';
import { Check } from '../../../ui/Check.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { SaveBar } from '../../../ui/SaveBar.tsx';
import { Section } from '../../../ui/Section.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';

type Lists = Exclude<keyof RulesDraft, 'observe'>;

/** Whether spam is kept back, and the lists of words and senders that decide by themselves. */
export function RulesForm({ sourceId, screening }: { sourceId: string; screening: ReturnType<typeof screeningOf> }) {
  const { draft, isChanged, change, discard, save, busy, isSaved, error } = useRules(sourceId, screening);
  const list = (key: Lists, label: string, details: string) => (
    <TextArea label={label} details={details} rows={4} value={draft[key]} onChange={(text) => change({ [key]: text })} />
  );
  return (
    <>
      <SaveBar dirty={isChanged} busy={busy} onSave={save} onDiscard={discard} />
      <Section title={t('What is kept back')}>
        <Check
          label={t('Keep back what looks like spam')}
          details={t('Off: Handoff only watches. It shows what it would keep back, and lets everything go on.')}
          checked={!draft.observe}
          onChange={(isOn) => change({ observe: !isOn })}
        />
        {list(
          'blockedWords',
          t('Words that mean spam'),
          t('One word or phrase a line. Whatever contains one is kept back. Capitals do not matter.'),
        )}
        {list(
          'blockedSenders',
          t('Blocked senders'),
          t('One e-mail address or domain a line, such as spam@example.com or example.com. What they send is kept back.'),
        )}
        {list(
          'trustedEmails',
          t('Trusted senders'),
          t('One e-mail address or domain a line. They may use any word, and are rarely taken for spam.'),
        )}
        {error !== null && <ErrorNotice error={error} />}
        <div role="status">{isSaved && <s-text>{t('Saved. They hold for what comes in from now on.')}</s-text>}</div>
      </Section>
    </>
  );
}
