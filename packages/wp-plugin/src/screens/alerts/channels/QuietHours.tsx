import type { ChannelDraft } from '@handoff/shared/panel';
import { SelectControl, TextControl, ToggleControl } from '@wordpress/components';
import { useMemo } from '@wordpress/element';
import { __ } from '../../../app/i18n.ts';
import { Section } from '../../../ui/Section.tsx';

/** When a channel is left in peace, and what comes all the same. */
export function QuietHours({ draft, change }: { draft: ChannelDraft; change: (part: Partial<ChannelDraft>) => void }) {
  const zones = useMemo(() => [...new Set([draft.zone, 'UTC', ...Intl.supportedValuesOf('timeZone')])], [draft.zone]);
  const time = (key: 'quietFrom' | 'quietTo', label: string) => (
    <TextControl
      label={label}
      type="time"
      value={draft[key]}
      required
      onChange={(value) => change({ [key]: value })}
      __next40pxDefaultSize
      __nextHasNoMarginBottom
    />
  );
  return (
    <Section title={__('When it is left in peace', 'handoff')}>
      <div className="handoff-channel__fields">
        <ToggleControl
          label={__('Quiet hours', 'handoff')}
          help={__('What comes in between is told at their end, unless it is over by then.', 'handoff')}
          checked={draft.isQuiet}
          onChange={(isQuiet) => change({ isQuiet })}
          __nextHasNoMarginBottom
        />
        {draft.isQuiet && (
          <>
            <div className="handoff-channel__hours">
              {time('quietFrom', __('Begin at', 'handoff'))}
              {time('quietTo', __('End at', 'handoff'))}
            </div>
            <SelectControl
              label={__('What comes all the same', 'handoff')}
              value={draft.through}
              options={[
                { value: 'nothing', label: __('Nothing', 'handoff') },
                { value: 'access', label: __('A refused access', 'handoff') },
                { value: 'problems', label: __('All problems', 'handoff') },
              ]}
              onChange={(through) => change({ through })}
              __next40pxDefaultSize
              __nextHasNoMarginBottom
            />
          </>
        )}
        <SelectControl
          label={__('Time zone', 'handoff')}
          help={__('In which these hours and daily messages are meant.', 'handoff')}
          value={draft.zone}
          options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
          onChange={(zone) => change({ zone })}
          __next40pxDefaultSize
          __nextHasNoMarginBottom
        />
      </div>
    </Section>
  );
}
