import { changesBetween, type Flow, type PlacedProblem, placeWords } from '@handoff/shared/panel';
import { type FlowEditing, useEditor } from '@handoff/shared/panel/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { agoWords } from '../../../ui/times.ts';
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
        <Notice
          tone="warning"
          title={t('Somebody else saved this flow while you were editing it')}
          actions={
            <>
              <Button slot="secondary-actions" onClick={editing.discard}>
                {t('Take theirs, discard mine')}
              </Button>
              <Button slot="secondary-actions" onClick={editing.keepMine}>
                {t('Keep mine; saving replaces theirs')}
              </Button>
            </>
          }
        >
          <s-paragraph>{t('Nothing of yours is lost and nothing of theirs is overwritten until you decide. They changed:')}</s-paragraph>
          <ChangeList changes={changesBetween(base, theirs)} />
        </Notice>
      )}
      {restoredAt !== undefined && theirs === undefined && (
        <Notice tone="info">
          {fill(
            flow === null
              ? t('The flow you began {when} and did not save is here again.')
              : t('Changes you made {when} and did not save are here again.'),
            { when: agoWords(restoredAt) },
          )}
        </Notice>
      )}
      {refused !== null && theirs === undefined && <Refused error={refused} problems={problems} />}
    </>
  );
}

/** Why the server refused, each problem with the part of the flow it is about; the parts show theirs too. */
function Refused({ error, problems }: { error: Error; problems: readonly PlacedProblem[] }) {
  const { spec, fieldName } = useEditor();
  if (problems.length === 0) return <Notice tone="critical">{error.message}</Notice>;
  return (
    <Notice tone="critical" title={t('This is not ready yet:')}>
      <s-unordered-list>
        {problems.map(({ place, message }, index) => (
          <s-list-item key={index}>
            <s-text type="strong">{placeWords(place, { spec, fieldName, t })}</s-text> {message}
          </s-list-item>
        ))}
      </s-unordered-list>
    </Notice>
  );
}
