import { type Flow, recordUrl, stepWords, testStateWords } from '@handoff/shared/panel';
import { type TestResult, useEditor, useTestSend } from '@handoff/shared/panel/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { Confirm } from '../../../ui/Confirm.tsx';
import { Go } from '../../../ui/Go.tsx';
import { Notice } from '../../../ui/Notice.tsx';
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
    <Confirm
      title={t('Send a test')}
      verb={results === undefined ? t('Really send it') : t('Send it again')}
      cancel={results === undefined ? t('Cancel') : t('Close')}
      busy={isBusy}
      disabled={!canSend}
      error={error}
      onConfirm={send}
      onCancel={onClose}
    >
      <Notice tone="warning">
        {t('A test really sends. It is marked as a test, but the record it makes or changes is a real one:')}
        <s-unordered-list>
          {spec.steps.map((step) => (
            <s-list-item key={step.key}>{stepWords(step, catalog.names)}</s-list-item>
          ))}
        </s-unordered-list>
      </Notice>
      <SampleSelect />
      {'eventId' in sample.choice && (
        <s-paragraph>{t('This is a real event: the test changes the record of the person who sent it.')}</s-paragraph>
      )}
      {isEdited && <s-paragraph>{t('Your changes are saved as a draft first; nothing live changes.')}</s-paragraph>}
      <div role="status">{results !== undefined && <TestResults results={results} />}</div>
    </Confirm>
  );
}

function TestResults({ results }: { results: readonly TestResult[] }) {
  return (
    <ol class="handoff-rows">
      {results.map((result) => (
        <li key={result.step}>
          <StepResult result={result} />
        </li>
      ))}
    </ol>
  );
}

function StepResult({ result: { step: key, state, result, error } }: { result: TestResult }) {
  const { spec, catalog, fieldName } = useEditor();
  const step = spec.steps.find((one) => one.key === key);
  const url = recordUrl(result);
  const { tone, label } = testStateWords(state, t);
  return (
    <s-stack gap="small-400">
      <s-stack direction="inline" gap="small-200" alignItems="center">
        <Status tone={tone}>{label}</Status>
        <s-text>{step === undefined ? key : stepWords(step, catalog.names)}</s-text>
        {url !== undefined && <Go to={url}>{t('Open the record')}</Go>}
      </s-stack>
      {error !== null && <s-text tone={state === 'failed' ? 'critical' : 'auto'}>{error.message}</s-text>}
      {error !== null && error.problems.length > 0 && (
        <s-unordered-list>
          {error.problems.map(({ path, message }) => (
            <s-list-item key={path + message}>{fill(t('{field}: {message}'), { field: fieldName(step, path), message })}</s-list-item>
          ))}
        </s-unordered-list>
      )}
    </s-stack>
  );
}
