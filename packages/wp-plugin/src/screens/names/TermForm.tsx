import { isNamed, termDraft, type TermDraft } from '@handoff/shared/panel';
import { usePanelHost } from '@handoff/shared/panel/hooks';
import { Button, TextareaControl, TextControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '../../app/i18n.ts';

interface TermFormProps {
  label: string;
  words: readonly string[];
  busy: boolean;
  onSave: (draft: TermDraft) => void;
  onCancel: () => void;
}

/** How a thing is called, and what forms call it. */
export function TermForm({ label, words, busy, onSave, onCancel }: TermFormProps) {
  const start = termDraft(label, words);
  const [draft, setDraft] = useState(start);
  usePanelHost().useUnsaved(!busy && (draft.label !== start.label || draft.words !== start.words));
  return (
    <form
      noValidate
      className="handoff-name-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isNamed(draft) && !busy) onSave(draft);
      }}
    >
      <TextControl
        label={__('Name', 'handoff')}
        value={draft.label}
        maxLength={120}
        autoComplete="off"
        // Opened by a click on what it replaces.
        autoFocus
        onChange={(next) => setDraft({ ...draft, label: next })}
        __next40pxDefaultSize
        __nextHasNoMarginBottom
      />
      <TextareaControl
        label={__('What forms call it', 'handoff')}
        help={__('One a line: the label or the key of the field, in any letter case.', 'handoff')}
        rows={4}
        value={draft.words}
        onChange={(next) => setDraft({ ...draft, words: next })}
        __nextHasNoMarginBottom
      />
      <div className="handoff-actions">
        <Button
          variant="primary"
          type="submit"
          __next40pxDefaultSize
          isBusy={busy}
          disabled={!isNamed(draft) || busy}
          accessibleWhenDisabled
        >
          {__('Save', 'handoff')}
        </Button>
        <Button variant="tertiary" __next40pxDefaultSize onClick={onCancel}>
          {__('Cancel', 'handoff')}
        </Button>
      </div>
    </form>
  );
}
