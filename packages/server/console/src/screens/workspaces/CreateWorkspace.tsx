import { Button, Modal } from '@wordpress/components';
import { NameForm } from './NameForm.tsx';

export function CreateWorkspace({ onClose }: { onClose: () => void }) {
  return (
    <Modal title="New workspace" onRequestClose={onClose} className="handoff-confirm">
      <p>A workspace holds one business: its sites, its connections, its flows and what came in. Nobody else’s are seen from there.</p>
      <NameForm>
        <Button variant="tertiary" __next40pxDefaultSize onClick={onClose}>
          Cancel
        </Button>
      </NameForm>
    </Modal>
  );
}
