import type { AlertChannelView } from '@handoff/shared/panel';
import { type Channels, useChannelForm, usePanelHost } from '@handoff/shared/panel/hooks';
import { Button, SelectControl, TextControl } from '@wordpress/components';
import type { FormEvent } from 'react';
import { __ } from '../../../app/i18n.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Paces } from './Paces.tsx';
import { QuietHours } from './QuietHours.tsx';

interface ChannelFormProps {
  /** Undefined for a new one. */
  channel: AlertChannelView | undefined;
  channels: Channels;
  onSaved: () => void;
}

/** Where a channel leads, what it is told, and when it is left in peace. */
export function ChannelForm({ channel, channels, onSaved }: ChannelFormProps) {
  const { canManage } = usePanelHost().person;
  const form = useChannelForm(channel, onSaved);
  const { draft, change } = form;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.save();
  };
  return (
    <form onSubmit={submit}>
      <fieldset disabled={!canManage} className="handoff-channel">
        <Section title={__('Where it leads', 'handoff')}>
          <div className="handoff-channel__fields">
            <TextControl
              label={__('Name', 'handoff')}
              help={__('Such as “Team in Slack” or “Anna at night”.', 'handoff')}
              value={draft.name}
              maxLength={200}
              required
              onChange={(name) => change({ name })}
              __next40pxDefaultSize
              __nextHasNoMarginBottom
            />
            <SelectControl
              label={__('Send to', 'handoff')}
              help={__('Connections of Slack, Telegram, Discord, SMS, e-mail and webhooks can be channels.', 'handoff')}
              value={draft.connectionId}
              options={[
                { value: '', label: __('An e-mail address', 'handoff') },
                ...channels.choices.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              onChange={(connectionId) => change({ connectionId })}
              __next40pxDefaultSize
              __nextHasNoMarginBottom
            />
            {draft.connectionId === '' && (
              <TextControl
                label={__('E-mail address', 'handoff')}
                help={
                  channels.mail
                    ? undefined
                    : __('This server cannot send e-mails yet; its operator has to set up a mail server first.', 'handoff')
                }
                type="email"
                value={draft.address}
                required
                onChange={(address) => change({ address })}
                __next40pxDefaultSize
                __nextHasNoMarginBottom
              />
            )}
          </div>
        </Section>
        <Paces draft={draft} change={change} />
        <QuietHours draft={draft} change={change} />
      </fieldset>
      {form.error !== null && <ErrorNotice error={form.error} />}
      {canManage && (
        <div className="handoff-actions">
          <Button
            variant="primary"
            type="submit"
            __next40pxDefaultSize
            isBusy={form.busy}
            disabled={form.busy || !form.isComplete}
            accessibleWhenDisabled
          >
            {__('Save', 'handoff')}
          </Button>
        </div>
      )}
    </form>
  );
}
