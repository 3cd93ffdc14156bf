import type { ChannelDraft } from '@handoff/shared/panel';
import { t } from '../../../app/i18n.ts';
import { Check } from '../../../ui/Check.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Select } from '../../../ui/Select.tsx';
import { TimeSelect } from './TimeSelect.tsx';

/** What a channel is told, and how fast. */
export function Paces({ draft, change }: { draft: ChannelDraft; change: (part: Partial<ChannelDraft>) => void }) {
  const pace = (severity: 'problems' | 'warnings' | 'findings', label: string, details: string) => (
    <Select
      label={label}
      details={details}
      value={draft[severity]}
      options={[
        { value: 'now', label: t('At once') },
        { value: 'daily', label: t('Once a day') },
        { value: 'off', label: t('Not here') },
      ]}
      onChange={(value) => change({ [severity]: value })}
    />
  );
  return (
    <Section title={t('What it is told')}>
      {pace('problems', t('Problems'), t('Something does not get through.'))}
      {pace('warnings', t('Warnings'), t('Something soon will not, such as an access that runs out.'))}
      {pace('findings', t('For a look'), t('Worth putting in order, such as a flow nobody owns.'))}
      <TimeSelect label={t('Daily messages at')} value={draft.dailyAt} onChange={(dailyAt) => change({ dailyAt })} />
      <Check
        label={t('Messages kept back as spam')}
        details={t('Once a day, how many wait for a look. On days without any nothing is sent.')}
        checked={draft.quarantine}
        onChange={(quarantine) => change({ quarantine })}
      />
      <Check
        label={t('Also what an owner is told by e-mail')}
        details={t('Off: only what no owner is told.')}
        checked={draft.owned}
        onChange={(owned) => change({ owned })}
      />
    </Section>
  );
}
