import type { ChannelDraft } from '@handoff/shared/panel';
import { useMemo } from 'preact/hooks';
import { t } from '../../../app/i18n.ts';
import { Check } from '../../../ui/Check.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Select } from '../../../ui/Select.tsx';
import { TimeSelect } from './TimeSelect.tsx';

/** When a channel is left in peace, and what comes all the same. */
export function QuietHours({ draft, change }: { draft: ChannelDraft; change: (part: Partial<ChannelDraft>) => void }) {
  const zones = useMemo(() => [...new Set([draft.zone, 'UTC', ...Intl.supportedValuesOf('timeZone')])], [draft.zone]);
  return (
    <Section title={t('When it is left in peace')}>
      <Check
        label={t('Quiet hours')}
        details={t('What comes in between is told at their end, unless it is over by then.')}
        checked={draft.isQuiet}
        onChange={(isQuiet) => change({ isQuiet })}
      />
      {draft.isQuiet && (
        <>
          <s-grid gridTemplateColumns="1fr 1fr" gap="base">
            <TimeSelect label={t('Begin at')} value={draft.quietFrom} onChange={(quietFrom) => change({ quietFrom })} />
            <TimeSelect label={t('End at')} value={draft.quietTo} onChange={(quietTo) => change({ quietTo })} />
          </s-grid>
          <Select
            label={t('What comes all the same')}
            value={draft.through}
            options={[
              { value: 'nothing', label: t('Nothing') },
              { value: 'access', label: t('A refused access') },
              { value: 'problems', label: t('All problems') },
            ]}
            onChange={(through) => change({ through })}
          />
        </>
      )}
      <Select
        label={t('Time zone')}
        details={t('In which these hours and daily messages are meant.')}
        value={draft.zone}
        options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
        onChange={(zone) => change({ zone })}
      />
    </Section>
  );
}
