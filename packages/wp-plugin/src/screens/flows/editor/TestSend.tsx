import { type Flow, recordUrl, stepWords, testStateWords } from '@handoff/shared/panel';
import { type TestResult, useEditor, useTestSend } from '@handoff/shared/panel/hooks';
import { Button, Modal, Notice } from '@wordpress/components';
import { __, fill, t } from '../../../app/i18n.ts';
import { Status } from '../../../ui/Status.tsx';
import { SampleSelect } from './SamplePicker.tsx';

interface TestSendProps {
  flow: Flow;
  isEdited: boolean;
  save: () => Promise<boolean>;
  onClose: () => void;
}

/** Sends the sample once through the whole flow, for real. */
export function TestSend({ flow, isEdited, save, onClose }: TestSendProps) {
  const { sample, spec, catalog } = useEditor();
  const { send, isBusy, canSend, results, error } = useTestSend({ flow, save, onRefused: onClose });
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
        <div role="status">{results !== undefined && <TestResults results={results} />}</div>
        {error !== null && (
          <p role="alert" className="handoff-problem">
            {error.message}
          </p>
        )}
        <div className="handoff-actions handoff-confirm__actions">
          <Button variant="tertiary" __next40pxDefaultSize onClick={onClose}>
            {results === undefined ? __('Cancel', 'handoff') : __('Close', 'handoff')}
          </Button>
          <Button
            variant="primary"
            __next40pxDefaultSize
            isBusy={isBusy}
            disabled={isBusy || !canSend}
            accessibleWhenDisabled
            onClick={send}
          >
            {results === undefined ? __('Really send it', 'handoff') : __('Send it again', 'handoff')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function TestResults({ results }: { results: readonly TestResult[] }) {
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
