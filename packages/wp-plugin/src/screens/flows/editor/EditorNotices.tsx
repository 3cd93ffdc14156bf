import { Button, Notice } from '@wordpress/components';
import { humanTimeDiff } from '@wordpress/date';
import { changesBetween, type Flow, type PlacedProblem, placeWords } from '@handoff/shared/panel';
import { type FlowEditing, useEditor } from '@handoff/shared/panel/hooks';
import { __, fill, t } from '../../../app/i18n.ts';
import { ChangeList } from './ChangeList.tsx';

interface EditorNoticesProps {
  flow: Flow | null;
  editing: FlowEditing;
  refused: Error | null;
  problems: readonly PlacedProblem[];
}

/** What a person has to know before going on: edits that came back, somebody else's version, why something was refused. */
export function EditorNotices({ flow, editing, refused, problems }: EditorNoticesProps) {
  const { restoredAt, theirs, base } = editing;
  return (
    <>
      {theirs !== undefined && (
        <Notice status="warning" isDismissible={false} className="handoff-notice">
          <p>
            {__(
              'Somebody else saved this flow while you were editing it. Nothing of yours is lost and nothing of theirs is overwritten until you decide. They changed:',
              'handoff',
            )}
          </p>
          <ChangeList changes={changesBetween(base, theirs)} />
          <p className="handoff-actions">
            <Button variant="secondary" __next40pxDefaultSize onClick={editing.discard}>
              {__('Take theirs, discard mine', 'handoff')}
            </Button>
            <Button variant="secondary" __next40pxDefaultSize onClick={editing.keepMine}>
              {__('Keep mine; saving replaces theirs', 'handoff')}
            </Button>
          </p>
        </Notice>
      )}
      {restoredAt !== undefined && theirs === undefined && (
        <Notice status="info" isDismissible={false} className="handoff-notice">
          <p>
            {fill(
              flow === null
                ? __('The flow you began {when} and did not save is here again.', 'handoff')
                : __('Changes you made {when} and did not save are here again.', 'handoff'),
              { when: humanTimeDiff(restoredAt) },
            )}
          </p>
        </Notice>
      )}
      {refused !== null && theirs === undefined && <Refused error={refused} problems={problems} />}
    </>
  );
}

/** Why the server refused, each problem with the part of the flow it is about; the parts show theirs too. */
function Refused({ error, problems }: { error: Error; problems: readonly PlacedProblem[] }) {
  const { spec, fieldName } = useEditor();
  return (
    <Notice status="error" isDismissible={false} className="handoff-notice">
      <div role="alert">
        {problems.length === 0 ? (
          <p>{error.message}</p>
        ) : (
          <>
            <p>{__('This is not ready yet:', 'handoff')}</p>
            <ul className="handoff-list">
              {problems.map(({ place, message }, index) => (
                <li key={index}>
                  <strong>{placeWords(place, { spec, fieldName, t })}</strong> {message}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Notice>
  );
}
