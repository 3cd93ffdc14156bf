import { changesBetween, flowSentence } from '@handoff/shared/panel';
import { type GoLive, useEditor, usePublish } from '@handoff/shared/panel/hooks';
import { __ } from '../../../app/i18n.ts';
import { Confirm } from '../../../ui/Confirm.tsx';
import { ChangeList } from './ChangeList.tsx';
import { Questions } from './Questions.tsx';

/** Makes what is shown live, after saying what becomes different, what there is to know of it, and who owns it. */
export function PublishDialog(props: GoLive) {
  const { flow, onClose } = props;
  const { spec, catalog } = useEditor();
  const publishing = usePublish(props);
  return (
    <Confirm
      title={__('Publish this flow?', 'handoff')}
      verb={__('Publish', 'handoff')}
      busy={publishing.isBusy}
      disabled={publishing.isAsking}
      onConfirm={publishing.go}
      onCancel={onClose}
    >
      {flow.published === null ? (
        <>
          <p>{__('From now on this happens for real:', 'handoff')}</p>
          <p>
            <strong>{flowSentence(spec, catalog.names)}</strong>
          </p>
        </>
      ) : (
        <>
          <p>{__('What changes for events from now on:', 'handoff')}</p>
          <ChangeList changes={changesBetween(flow.published.spec, spec)} />
        </>
      )}
      {flow.shadow !== null && <p>{__('The version that watches ends with it.', 'handoff')}</p>}
      <Questions publishing={publishing} />
      <p className="handoff-quiet">
        {__('Events that came before stay as they are. You can go back to an earlier version under History.', 'handoff')}
      </p>
    </Confirm>
  );
}
