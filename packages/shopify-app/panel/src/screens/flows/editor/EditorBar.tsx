import { type Flow, saveStateWords } from '@handoff/shared/panel';
import type { FlowSession } from '@handoff/shared/panel/hooks';
import { useState } from 'preact/hooks';
import { useLocation } from 'wouter';
import { t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { ArchiveFlow } from '../list/ArchiveFlow.tsx';
import { FlowState } from '../list/FlowState.tsx';
import { FlowDetails } from './FlowDetails.tsx';
import { PublishDialog } from './PublishDialog.tsx';
import { TestSend } from './TestSend.tsx';
import { WatchDialog } from './WatchDialog.tsx';

type Dialog = 'test' | 'watch' | 'publish' | 'details' | 'archive';

/** How the flow is, and what can be done with it; stays in sight while one scrolls. */
export function EditorBar({ flow, session }: { flow: Flow | null; session: FlowSession }) {
  const [, navigate] = useLocation();
  const [open, setOpen] = useState<Dialog>();
  const { editing, save, setRefused } = session;
  const { isEdited, spec, undo, redo } = editing;
  const isEmpty = spec.steps.length === 0;
  const isWaiting = isEdited || (flow !== null && flow.draft !== null);
  const close = () => setOpen(undefined);
  const live = { save, onRefused: setRefused, onClose: close };
  return (
    <div class="handoff-bar" role="group" aria-label={t('Save and publish')}>
      <s-stack direction="inline" gap="small-200" alignItems="center">
        {flow !== null && <FlowState flow={flow} />}
        <div role="status">
          <s-text color="subdued">{saveStateWords(flow, { isEdited, isKept: editing.isKept, isEmpty }, t)}</s-text>
        </div>
      </s-stack>
      <s-stack direction="inline" gap="small-200" alignItems="center">
        <IconButton icon="undo" label={t('Undo')} disabled={undo === undefined} onClick={() => undo?.()} />
        <IconButton icon="redo" label={t('Redo')} disabled={redo === undefined} onClick={() => redo?.()} />
        {flow !== null && (
          <>
            <Button disabled={isEmpty} onClick={() => setOpen('test')}>
              {t('Send a test')}
            </Button>
            <Button disabled={isEmpty || !isWaiting} onClick={() => setOpen('watch')}>
              {t('Watch first')}
            </Button>
            <Button variant="primary" disabled={isEmpty || (!isWaiting && flow.shadow === null)} onClick={() => setOpen('publish')}>
              {t('Publish')}
            </Button>
            <s-button icon="menu-horizontal" variant="tertiary" accessibilityLabel={t('More')} commandFor="handoff-flow-more" />
            <s-menu id="handoff-flow-more" accessibilityLabel={t('More')}>
              <Button to={`/flows/${flow.id}/history`}>{t('History')}</Button>
              <Button onClick={() => setOpen('details')}>{t('Name and owner')}</Button>
              <Button critical onClick={() => setOpen('archive')}>
                {t('Archive')}
              </Button>
            </s-menu>
          </>
        )}
      </s-stack>
      {flow !== null && open === 'test' && <TestSend flow={flow} isEdited={isEdited} save={save} onClose={close} />}
      {flow !== null && open === 'watch' && <WatchDialog flow={flow} {...live} />}
      {flow !== null && open === 'publish' && <PublishDialog flow={flow} {...live} />}
      {flow !== null && open === 'details' && <FlowDetails flow={flow} onClose={close} />}
      {flow !== null && open === 'archive' && <ArchiveFlow flow={flow} onDone={() => navigate('/flows')} onCancel={close} />}
    </div>
  );
}
