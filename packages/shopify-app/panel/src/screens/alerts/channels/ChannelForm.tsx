import type { AlertChannelView } from '@handoff/shared/panel';
import { type Channels, useChannelForm } from '@handoff/shared/panel/hooks';
import { useState } from 'preact/hooks';
import { t } from '../../../app/i18n.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Form } from '../../../ui/Form.tsx';
import { SaveBar } from '../../../ui/SaveBar.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Select } from '../../../ui/Select.tsx';
import { TextInput } from '../../../ui/TextInput.tsx';
import { Paces } from './Paces.tsx';
import { QuietHours } from './QuietHours.tsx';

interface ChannelFormProps {
  /** Undefined for a new one. */
  channel: AlertChannelView | undefined;
  channels: Channels;
  onSaved: () => void;
}

/** Where a channel leads, what it is told, and when it is left in peace. Saved in Shopify's bar. */
export function ChannelForm({ channel, channels, onSaved }: ChannelFormProps) {
  const { draft, change, discard, isUnsaved, isComplete, save, busy, error } = useChannelForm(channel, onSaved);
  const [isAsked, ask] = useState(false);
  const lacksName = draft.name.trim() === '';
  const submit = () => {
    ask(!isComplete);
    if (isComplete) return save();
    document.getElementById(lacksName ? 'channel-name' : 'channel-address')?.focus();
  };
  return (
    <Form onSubmit={submit} busy={busy}>
      <SaveBar dirty={isUnsaved} busy={busy} onSave={submit} onDiscard={discard} />
      {error !== null && <ErrorNotice error={error} />}
      <Section title={t('Where it leads')}>
        <TextInput
          id="channel-name"
          label={t('Name')}
          details={t('Such as “Team in Slack” or “Anna at night”.')}
          error={isAsked && lacksName ? t('Give it a name.') : undefined}
          value={draft.name}
          maxLength={200}
          required
          onChange={(name) => change({ name })}
        />
        <Select
          label={t('Send to')}
          details={t('Connections of Slack, Telegram, Discord, SMS, e-mail and webhooks can be channels.')}
          value={draft.connectionId}
          options={[{ value: '', label: t('An e-mail address') }, ...channels.choices.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(connectionId) => change({ connectionId })}
        />
        {draft.connectionId === '' && (
          <TextInput
            id="channel-address"
            kind="email"
            label={t('E-mail address')}
            details={channels.mail ? undefined : t('This server cannot send e-mails yet; its operator has to set up a mail server first.')}
            error={isAsked && !isComplete && !lacksName ? t('Enter an e-mail address.') : undefined}
            value={draft.address}
            required
            onChange={(address) => change({ address })}
          />
        )}
      </Section>
      <Paces draft={draft} change={change} />
      <QuietHours draft={draft} change={change} />
    </Form>
  );
}
