import { Button, Modal } from '@wordpress/components';
import { __ } from '@handoff/wp-plugin/app/i18n.ts';
import { NameForm } from './NameForm.tsx';

export function CreateWorkspace({ onClose }: { onClose: () => void }) {
  return (
    <Modal title={__('New workspace', 'handoff')} onRequestClose={onClose} className="handoff-confirm">
      <p>
        {__(
          'A workspace holds one business: its sites, its connections, its flows and what came in. Nobody else’s are seen from there.',
          'handoff',
        )}
      </p>
      <NameForm>
        <Button variant="tertiary" __next40pxDefaultSize onClick={onClose}>
          {__('Cancel', 'handoff')}
        </Button>
      </NameForm>
    </Modal>
  );
}
