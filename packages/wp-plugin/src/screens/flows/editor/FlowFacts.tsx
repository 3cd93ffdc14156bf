import { Button, Modal, TextControl } from '@wordpress/components';
import type { Flow } from '@handoff/shared/panel';
import { usePanelHost, useServerAction, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { useState } from '@wordpress/element';
import { useLocation } from 'wouter';
import { __ } from '../../../app/i18n.ts';
import { OwnerField } from '../../../ui/OwnerField.tsx';
import { ArchiveFlow } from '../list/ArchiveFlow.tsx';
import { FlowState } from '../list/FlowState.tsx';

/** How the flow is, and what can be done with it as a whole. */
export function FlowFacts({ flow }: { flow: Flow }) {
  const { canManage } = usePanelHost().person;
  const [, navigate] = useLocation();
  const [open, setOpen] = useState<'details' | 'archive'>();
  return (
    <>
      <span className="handoff-flow__facts">
        <FlowState flow={flow} />
      </span>
      <Button variant="tertiary" __next40pxDefaultSize href={`#/flows/${flow.id}/history`}>
        {__('History', 'handoff')}
      </Button>
      {canManage && (
        <>
          <Button variant="tertiary" __next40pxDefaultSize onClick={() => setOpen('details')}>
            {__('Name and owner', 'handoff')}
          </Button>
          <Button variant="tertiary" isDestructive __next40pxDefaultSize onClick={() => setOpen('archive')}>
            {__('Archive', 'handoff')}
          </Button>
        </>
      )}
      {open === 'details' && <Details flow={flow} onClose={() => setOpen(undefined)} />}
      {open === 'archive' && <ArchiveFlow flow={flow} onDone={() => navigate('/flows')} onCancel={() => setOpen(undefined)} />}
    </>
  );
}

function Details({ flow, onClose }: { flow: Flow; onClose: () => void }) {
  const params = { workspaceId: useWorkspaceId(), flowId: flow.id };
  const update = useServerAction('updateFlow');
  const [name, setName] = useState(flow.name);
  const [owner, setOwner] = useState(flow.owner ?? '');
  return (
    <Modal title={__('Name and owner', 'handoff')} onRequestClose={onClose} className="handoff-confirm">
      <form
        className="handoff-stack"
        onSubmit={(event) => {
          event.preventDefault();
          update.mutate({ params, body: { name: name.trim(), owner: owner.trim() === '' ? null : owner.trim() } }, { onSuccess: onClose });
        }}
      >
        <TextControl
          label={__('Name', 'handoff')}
          value={name}
          onChange={setName}
          required
          maxLength={200}
          __next40pxDefaultSize
          __nextHasNoMarginBottom
        />
        <OwnerField owner={owner} onChange={setOwner} help={__('Who looks after it: an e-mail address or a name.', 'handoff')} />
        {update.error !== null && (
          <p role="alert" className="handoff-problem">
            {update.error.message}
          </p>
        )}
        <div className="handoff-actions handoff-confirm__actions">
          <Button variant="tertiary" __next40pxDefaultSize onClick={onClose}>
            {__('Cancel', 'handoff')}
          </Button>
          <Button variant="primary" type="submit" __next40pxDefaultSize isBusy={update.isPending} disabled={name.trim() === ''}>
            {__('Save', 'handoff')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
