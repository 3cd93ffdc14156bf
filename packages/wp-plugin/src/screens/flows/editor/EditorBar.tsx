import { Button } from '@wordpress/components';
import { redo as redoIcon, undo as undoIcon } from '@wordpress/icons';
import { type Flow, saveStateWords } from '@handoff/shared/panel';
import type { FlowEditing } from '@handoff/shared/panel/hooks';
import { useState } from '@wordpress/element';
import { __, t } from '../../../app/i18n.ts';
import { Confirm } from '../../../ui/Confirm.tsx';
import { PublishDialog } from './PublishDialog.tsx';
import { TestSend } from './TestSend.tsx';
import { WatchDialog } from './WatchDialog.tsx';

export interface BarProps {
  flow: Flow | null;
  editing: FlowEditing;
  save: () => Promise<boolean>;
  isSaving: boolean;
  onRefused: (error: Error | null) => void;
}

/** What can be done with the edits; stays in sight while one scrolls. */
export function EditorBar({ flow, editing, save, isSaving, onRefused }: BarProps) {
  const [open, setOpen] = useState<'discard' | 'test' | 'watch' | 'publish'>();
  const { isEdited, spec, undo, redo } = editing;
  const hasDraft = flow !== null && flow.draft !== null;
  const isEmpty = spec.steps.length === 0;
  const isWaiting = isEdited || hasDraft;
  const close = () => setOpen(undefined);
  return (
    <div className="handoff-bar" role="group" aria-label={__('Save and publish', 'handoff')}>
      <p role="status" className="handoff-bar__state">
        {saveStateWords(flow, { isEdited, isKept: editing.isKept, isEmpty }, t)}
      </p>
      <div className="handoff-actions">
        <Button icon={undoIcon} label={__('Undo', 'handoff')} onClick={undo} disabled={undo === undefined} accessibleWhenDisabled />
        <Button icon={redoIcon} label={__('Redo', 'handoff')} onClick={redo} disabled={redo === undefined} accessibleWhenDisabled />
        {isEdited && (
          <Button variant="tertiary" __next40pxDefaultSize onClick={() => setOpen('discard')}>
            {__('Discard changes', 'handoff')}
          </Button>
        )}
        <Button
          variant="secondary"
          __next40pxDefaultSize
          onClick={() => void save()}
          isBusy={isSaving}
          disabled={isEmpty || !isEdited || isSaving}
          accessibleWhenDisabled
        >
          {__('Save draft', 'handoff')}
        </Button>
        {flow !== null && (
          <>
            <Button variant="secondary" __next40pxDefaultSize onClick={() => setOpen('test')} disabled={isEmpty} accessibleWhenDisabled>
              {__('Send a test', 'handoff')}
            </Button>
            <Button
              variant="secondary"
              __next40pxDefaultSize
              onClick={() => setOpen('watch')}
              disabled={isEmpty || !isWaiting}
              accessibleWhenDisabled
            >
              {__('Watch first', 'handoff')}
            </Button>
            <Button
              variant="primary"
              __next40pxDefaultSize
              onClick={() => setOpen('publish')}
              disabled={isEmpty || (!isWaiting && flow.shadow === null)}
              accessibleWhenDisabled
            >
              {__('Publish', 'handoff')}
            </Button>
          </>
        )}
      </div>
      {open === 'discard' && (
        <Confirm
          title={__('Discard your changes?', 'handoff')}
          verb={__('Discard changes', 'handoff')}
          destructive
          onConfirm={() => {
            editing.discard();
            onRefused(null);
            close();
          }}
          onCancel={close}
        >
          <p>{__('What you changed since the flow was last saved is gone. What is saved and what is live stay as they are.', 'handoff')}</p>
        </Confirm>
      )}
      {flow !== null && open === 'test' && <TestSend flow={flow} isEdited={isEdited} save={save} onClose={close} />}
      {flow !== null && open === 'watch' && <WatchDialog flow={flow} save={save} onRefused={onRefused} onClose={close} />}
      {flow !== null && open === 'publish' && <PublishDialog flow={flow} save={save} onRefused={onRefused} onClose={close} />}
    </div>
  );
}
