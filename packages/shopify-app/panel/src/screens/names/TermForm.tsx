import { isNamed, termDraft, type TermDraft } from '@handoff/shared/panel';
import { usePanelHost } from '@handoff/shared/panel/hooks';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { Form } from '../../ui/Form.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { TextInput } from '../../ui/TextInput.tsx';

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
  const save = () => {
    if (isNamed(draft) && !busy) onSave(draft);
  };
  return (
    <Form onSubmit={save}>
      <TextInput label={t('Name')} value={draft.label} maxLength={120} onChange={(next) => setDraft({ ...draft, label: next })} />
      <TextArea
        label={t('What forms call it')}
        details={t('One a line: the label or the key of the field, in any letter case.')}
        rows={4}
        value={draft.words}
        onChange={(next) => setDraft({ ...draft, words: next })}
      />
      <s-stack direction="inline" gap="small">
        <Button variant="primary" type="submit" busy={busy} disabled={!isNamed(draft)}>
          {t('Save')}
        </Button>
        <Button variant="tertiary" onClick={onCancel}>
          {t('Cancel')}
        </Button>
      </s-stack>
    </Form>
  );
}
