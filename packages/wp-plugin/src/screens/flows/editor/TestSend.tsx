import type { AnswerOf, endpoints } from '@handoff/shared/api';
import { type Flow, recordUrl, stepWords, testStateWords } from '@handoff/shared/panel';
import { useEditor, useServerAction, useWorkspaceId } from '@handoff/shared/panel/hooks';
import { useState } from '@wordpress/element';
import { Button, Modal, Notice } from '@wordpress/components';
import { __, fill, t } from '../../../app/i18n.ts';
import { Status } from '../../../ui/Status.tsx';
import { SampleSelect } from './SamplePicker.tsx';

type Results = AnswerOf<(typeof endpoints)['testSend']>['steps'];

interface TestSendProps {
  flow: Flow;
  isEdited: boolean;
  save: () => Promise<boolean>;
  onClose: () => void;
}

/** Sends the sample once through the whole flow, for real. */
export function TestSend({ flow, isEdited, save, onClose }: TestSendProps) {
  const { sample, spec, catalog } = useEditor();
  const params = { workspaceId: useWorkspaceId(), flowId: flow.id };
  const test = useServerAction('testSend');
  const [isSaving, setSaving] = useState(false);
  const send = async () => {
    const event = sample.request;
    if (event === undefined) return;
    setSaving(true);
    const isSaved = await save();
    setSaving(false);
    if (isSaved) test.mutate({ params, body: { event } });
    else onClose();
  };
  const isBusy = isSaving || test.isPending;
  return (
    <Modal title={__('Send a test', 'handoff')} onRequestClose={onClose} className="handoff-confirm">
      <div className="handoff-stack">
        <Notice status="warning" isDismissible={false}>
          {__('A test really sends. It is marked as a test, but the record it makes or changes is a real one:', 'handoff')}
          <ul className="handoff-list">
            {spec.steps.map((step) => (
              <li key={step.key}>{stepWords(step, catalog.names)}</li>
            ))}
          </ul>
        </Notice>
        <SampleSelect />
        {'eventId' in sample.choice && (
          <p>{__('This is a real event: the test changes the record of the person who sent it.', 'handoff')}</p>
        )}
        {isEdited && <p>{__('Your changes are saved as a draft first; nothing live changes.', 'handoff')}</p>}
        <div role="status">{test.data !== undefined && <TestResults results={test.data.steps} />}</div>
        {test.error !== null && (
          <p role="alert" className="handoff-problem">
            {test.error.message}
          </p>
        )}
        <div className="handoff-actions handoff-confirm__actions">
          <Button variant="tertiary" __next40pxDefaultSize onClick={onClose}>
            {test.data === undefined ? __('Cancel', 'handoff') : __('Close', 'handoff')}
          </Button>
          <Button
            variant="primary"
            __next40pxDefaultSize
            isBusy={isBusy}
            disabled={isBusy || sample.request === undefined}
            accessibleWhenDisabled
            onClick={() => void send()}
          >
            {test.data === undefined ? __('Really send it', 'handoff') : __('Send it again', 'handoff')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function TestResults({ results }: { results: Results }) {
  const { spec, catalog, fieldName } = useEditor();
  return (
    <ol className="handoff-list">
      {results.map(({ step: key, state, result, error }) => {
        const step = spec.steps.find((one) => one.key === key);
        const url = recordUrl(result);
        const { tone, label } = testStateWords(state, t);
        return (
          <li key={key}>
            <p>
              <Status tone={tone}>{label}</Status> {step === undefined ? key : stepWords(step, catalog.names)}{' '}
              {url !== undefined && (
                <a href={url} target="_blank" rel="noreferrer">
                  {__('Open the record', 'handoff')}
                </a>
              )}
            </p>
            {error !== null && <p className={state === 'failed' ? 'handoff-problem' : 'handoff-quiet'}>{error.message}</p>}
            {error !== null && error.problems.length > 0 && (
              <ul className="handoff-list">
                {error.problems.map(({ path, message }) => (
                  <li key={path + message}>{fill(__('{field}: {message}', 'handoff'), { field: fieldName(step, path), message })}</li>
                ))}
              </ul>
            )}
          </li>
        );
      })}
    </ol>
  );
}
