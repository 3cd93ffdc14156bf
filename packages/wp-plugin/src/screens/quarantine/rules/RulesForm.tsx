import type { screeningOf } from '@handoff/shared/panel';
import { usePanelHost, useRules } from '@handoff/shared/panel/hooks';
import { Button, TextareaControl, ToggleControl } from '@wordpress/components';
import type { FormEvent } from 'react';
import { __ } from '../../../app/i18n.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Section } from '../../../ui/Section.tsx';

type Screening = ReturnType<typeof screeningOf>;

/** Whether spam is kept back, and the lists of words and senders that decide by themselves. */
export function RulesForm({ sourceId, screening }: { sourceId: string; screening: Screening }) {
  const { person, useUnsaved } = usePanelHost();
  const { canManage } = person;
  const { draft, isChanged, change, save, busy, isSaved, error } = useRules(sourceId, screening);
  useUnsaved(isChanged);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save();
  };
  const list = (key: 'blockedWords' | 'blockedSenders' | 'trustedEmails', label: string, help: string) => (
    <TextareaControl
      label={label}
      help={help}
      rows={4}
      value={draft[key]}
      readOnly={!canManage}
      onChange={(text) => change({ [key]: text })}
      __nextHasNoMarginBottom
    />
  );
  return (
    <form onSubmit={submit}>
      <Section title={__('What is kept back', 'handoff')}>
        <div className="handoff-rules">
          <ToggleControl
            label={__('Keep back what looks like spam', 'handoff')}
            help={__('Off: Handoff only watches. It shows what it would keep back, and lets everything go on.', 'handoff')}
            checked={!draft.observe}
            disabled={!canManage}
            onChange={(isOn) => change({ observe: !isOn })}
            __nextHasNoMarginBottom
          />
          {list(
            'blockedWords',
            __('Words that mean spam', 'handoff'),
            __('One word or phrase a line. Whatever contains one is kept back. Capitals do not matter.', 'handoff'),
          )}
          {list(
            'blockedSenders',
            __('Blocked senders', 'handoff'),
            __('One e-mail address or domain a line, such as spam@example.com or example.com. What they send is kept back.', 'handoff'),
          )}
          {list(
            'trustedEmails',
            __('Trusted senders', 'handoff'),
            __('One e-mail address or domain a line. They may use any word, and are rarely taken for spam.', 'handoff'),
          )}
        </div>
      </Section>
      {error !== null && <ErrorNotice error={error} />}
      {canManage && (
        <div className="handoff-actions">
          <Button variant="primary" type="submit" __next40pxDefaultSize isBusy={busy} disabled={busy || !isChanged} accessibleWhenDisabled>
            {__('Save rules', 'handoff')}
          </Button>
          <span role="status" className="handoff-saved">
            {isSaved && __('Saved. They hold for what comes in from now on.', 'handoff')}
          </span>
        </div>
      )}
    </form>
  );
}
