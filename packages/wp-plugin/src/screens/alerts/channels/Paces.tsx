import type { ChannelDraft } from '@handoff/shared/panel';
import { SelectControl, TextControl, ToggleControl } from '@wordpress/components';
import { __ } from '../../../app/i18n.ts';
import { Section } from '../../../ui/Section.tsx';

type Severity = 'problems' | 'warnings' | 'findings';

/** What a channel is told, and how fast. */
export function Paces({ draft, change }: { draft: ChannelDraft; change: (part: Partial<ChannelDraft>) => void }) {
  const pace = (severity: Severity, label: string, help: string) => (
    <SelectControl
      label={label}
      help={help}
      value={draft[severity]}
      options={[
        { value: 'now', label: __('At once', 'handoff') },
        { value: 'daily', label: __('Once a day', 'handoff') },
        { value: 'off', label: __('Not here', 'handoff') },
      ]}
      onChange={(value) => change({ [severity]: value })}
      __next40pxDefaultSize
      __nextHasNoMarginBottom
    />
  );
  return (
    <Section title={__('What it is told', 'handoff')}>
      <div className="handoff-channel__fields">
        {pace('problems', __('Problems', 'handoff'), __('Something does not get through.', 'handoff'))}
        {pace('warnings', __('Warnings', 'handoff'), __('Something soon will not, such as an access that runs out.', 'handoff'))}
        {pace('findings', __('For a look', 'handoff'), __('Worth putting in order, such as a flow nobody owns.', 'handoff'))}
        <TextControl
          label={__('Daily messages at', 'handoff')}
          type="time"
          value={draft.dailyAt}
          required
          onChange={(dailyAt) => change({ dailyAt })}
          __next40pxDefaultSize
          __nextHasNoMarginBottom
        />
        <ToggleControl
          label={__('Messages kept back as spam', 'handoff')}
          help={__('Once a day, how many wait for a look. On days without any nothing is sent.', 'handoff')}
          checked={draft.quarantine}
          onChange={(quarantine) => change({ quarantine })}
          __nextHasNoMarginBottom
        />
        <ToggleControl
          label={__('Also what an owner is told by e-mail', 'handoff')}
          help={__('Off: only what no owner is told.', 'handoff')}
          checked={draft.owned}
          onChange={(owned) => change({ owned })}
          __nextHasNoMarginBottom
        />
      </div>
    </Section>
  );
}
