import { auditWords } from '@handoff/shared/panel';
import { type Change, usePanelHost } from '@handoff/shared/panel/hooks';
import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, t } from '../../app/i18n.ts';
import { focusHeading } from '../../ui/Page.tsx';
import { ChangeFacts } from './ChangeFacts.tsx';
import { Undo } from './Undo.tsx';

interface ChangeItemProps {
  change: Change;
  onOnly: (actor: string) => void;
}

/** A change, with the way back where there is one. */
export function ChangeItem({ change, onOnly }: ChangeItemProps) {
  const { canManage } = usePanelHost().person;
  const [asking, setAsking] = useState(false);
  const what = auditWords(change.action, t);
  return (
    <ChangeFacts change={change} onOnly={onOnly}>
      {change.undoable && canManage && (
        <Button variant="secondary" size="compact" onClick={() => setAsking(true)}>
          {__('Undo', 'handoff')}
          <span className="screen-reader-text">
            {' '}
            {what} {change.name ?? ''}
          </span>
        </Button>
      )}
      {asking && (
        <Undo
          change={change}
          title={what}
          onClose={() => setAsking(false)}
          onDone={() => {
            setAsking(false);
            focusHeading();
          }}
        />
      )}
    </ChangeFacts>
  );
}
