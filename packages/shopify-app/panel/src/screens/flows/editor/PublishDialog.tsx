import { changesBetween, flowSentence } from '@handoff/shared/panel';
import { type GoLive, useEditor, usePublish } from '@handoff/shared/panel/hooks';
import { t } from '../../../app/i18n.ts';
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
      title={t('Publish this flow?')}
      verb={t('Publish')}
      busy={publishing.isBusy}
      disabled={publishing.isAsking}
      onConfirm={publishing.go}
      onCancel={onClose}
    >
      {flow.published === null ? (
        <>
          <s-paragraph>{t('From now on this happens for real:')}</s-paragraph>
          <s-text type="strong">{flowSentence(spec, catalog.names)}</s-text>
        </>
      ) : (
        <>
          <s-paragraph>{t('What changes for events from now on:')}</s-paragraph>
          <ChangeList changes={changesBetween(flow.published.spec, spec)} />
        </>
      )}
      {flow.shadow !== null && <s-paragraph>{t('The version that watches ends with it.')}</s-paragraph>}
      <Questions publishing={publishing} />
      <s-text color="subdued">{t('Events that came before stay as they are. You can go back to an earlier version under History.')}</s-text>
    </Confirm>
  );
}
