import type { Step } from '@handoff/shared/flow';
import { conditionWords, stepWords } from '@handoff/shared/panel';
import { useEditor } from '@handoff/shared/panel/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { Check } from '../../../ui/Check.tsx';
import { Folded } from '../../../ui/Folded.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Select } from '../../../ui/Select.tsx';
import { ConditionEditor } from '../conditions/ConditionEditor.tsx';

/** When a step runs: at once or after another, always or under a condition, again when in doubt. Folded, since most need none of it. */
export function StepOptions({ step, earlier }: { step: Step; earlier: readonly Step[] }) {
  const timing = useTiming(step);
  return (
    <Folded title={`${t('When it runs:')} ${timing}`}>
      <TimingForm step={step} earlier={earlier} />
    </Folded>
  );
}

function useTiming(step: Step): string {
  const { spec, words } = useEditor();
  const before = spec.steps.findIndex(({ key }) => key === step.after) + 1;
  return [
    before > 0 ? fill(t('once step {number} is done'), { number: before }) : t('at once'),
    ...(step.when === undefined ? [] : [fill(t('if {condition}'), { condition: conditionWords(step.when, words) })]),
    ...(step.retryUncertain === true ? [t('again when in doubt')] : []),
  ].join(', ');
}

function TimingForm({ step, earlier }: { step: Step; earlier: readonly Step[] }) {
  const { edit, catalog } = useEditor();
  const operation = catalog.operationOf(step.connection, step.operation);
  const retries = step.retryUncertain === true;
  const change = (changes: Extract<Parameters<typeof edit>[0], { do: 'changeStep' }>['changes'], group?: string) =>
    edit({ do: 'changeStep', key: step.key, changes }, group);
  return (
    <>
      <ConnectionSelect step={step} />
      {earlier.length > 0 && (
        <Select
          label={t('Runs')}
          details={t('A step that uses the record of an earlier one has to wait for it.')}
          value={step.after ?? ''}
          options={[
            { value: '', label: t('at once') },
            ...earlier.map((one, index) => ({
              value: one.key,
              label: fill(t('once step {number} is done: {what}'), { number: index + 1, what: stepWords(one, catalog.names) }),
            })),
          ]}
          onChange={(after) => change({ after: after === '' ? undefined : after })}
        />
      )}
      <fieldset class="handoff-choices">
        <legend>{t('Only if')}</legend>
        <ConditionEditor
          condition={step.when}
          onChange={(when, isTyping) => change({ when }, isTyping ? `${step.key}/when` : undefined)}
          always={t('It runs whenever the flow does.')}
        />
      </fieldset>
      {operation?.dedupe === 'ledger' && (
        <>
          <Check
            label={t('Send again by itself when nobody knows whether it arrived')}
            details={t('Off, such a delivery waits for you under Activity as “uncertain”.')}
            checked={retries}
            onChange={(isOn) => change({ retryUncertain: isOn ? true : undefined })}
          />
          {retries && (
            <Notice tone="warning">
              {t('This may make the same thing twice there: two messages, two records. Choose it only where twice is better than never.')}
            </Notice>
          )}
        </>
      )}
    </>
  );
}

/** Another account at the same destination keeps the mapping; its fields are looked at anew. */
function ConnectionSelect({ step }: { step: Step }) {
  const { catalog, edit } = useEditor();
  const type = catalog.destinationOf(step.connection)?.type;
  const alike = catalog.connections.filter(({ destination, id }) => destination === type || id === step.connection);
  const isGone = !alike.some(({ id }) => id === step.connection);
  const options = isGone ? catalog.connections : alike;
  if (options.length < 2 && !isGone) return null;
  return (
    <Select
      label={t('Connection')}
      value={isGone ? '' : step.connection}
      options={[
        ...(isGone ? [{ value: '', label: t('Choose another: this one is gone') }] : []),
        ...options.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(connection) => edit({ do: 'changeStep', key: step.key, changes: { connection } })}
    />
  );
}
