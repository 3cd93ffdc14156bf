import { CheckboxControl, Notice, SelectControl } from '@wordpress/components';
import type { Step } from '@handoff/shared/flow';
import { conditionWords, stepWords } from '@handoff/shared/panel';
import { useEditor } from '@handoff/shared/panel/hooks';
import { __, fill } from '../../../app/i18n.ts';
import { ConditionEditor } from '../conditions/ConditionEditor.tsx';

/** When a step runs: at once or after another, always or under a condition, again when in doubt. Folded, since most need none of it. */
export function StepOptions({ step, earlier }: { step: Step; earlier: readonly Step[] }) {
  const { readOnly } = useEditor();
  return (
    <details className="handoff-folded handoff-step__options">
      <summary>
        {__('When it runs:', 'handoff')} <StepTiming step={step} />
      </summary>
      {!readOnly && <TimingForm step={step} earlier={earlier} />}
    </details>
  );
}

function StepTiming({ step }: { step: Step }) {
  const { spec, words } = useEditor();
  const before = spec.steps.findIndex(({ key }) => key === step.after) + 1;
  return (
    <>
      {before > 0 ? fill(__('once step {number} is done', 'handoff'), { number: before }) : __('at once', 'handoff')}
      {step.when !== undefined && `, ${fill(__('if {condition}', 'handoff'), { condition: conditionWords(step.when, words) })}`}
      {step.retryUncertain === true && `, ${__('again when in doubt', 'handoff')}`}
    </>
  );
}

function TimingForm({ step, earlier }: { step: Step; earlier: readonly Step[] }) {
  const { edit, catalog } = useEditor();
  const operation = catalog.operationOf(step.connection, step.operation);
  const retries = step.retryUncertain === true;
  const change = (changes: Extract<Parameters<typeof edit>[0], { do: 'changeStep' }>['changes'], group?: string) =>
    edit({ do: 'changeStep', key: step.key, changes }, group);
  return (
    <div className="handoff-stack handoff-choices__inner">
      <ConnectionSelect step={step} />
      {earlier.length > 0 && (
        <SelectControl
          label={__('Runs', 'handoff')}
          help={__('A step that uses the record of an earlier one has to wait for it.', 'handoff')}
          value={step.after ?? ''}
          options={[
            { value: '', label: __('at once', 'handoff') },
            ...earlier.map((one, index) => ({
              value: one.key,
              label: fill(__('once step {number} is done: {what}', 'handoff'), { number: index + 1, what: stepWords(one, catalog.names) }),
            })),
          ]}
          onChange={(after) => change({ after: after === '' ? undefined : after })}
          __next40pxDefaultSize
          __nextHasNoMarginBottom
        />
      )}
      <fieldset className="handoff-choices">
        <legend>{__('Only if', 'handoff')}</legend>
        <ConditionEditor
          condition={step.when}
          onChange={(when, isTyping) => change({ when }, isTyping ? `${step.key}/when` : undefined)}
          always={__('It runs whenever the flow does.', 'handoff')}
        />
      </fieldset>
      {operation?.dedupe === 'ledger' && (
        <>
          <CheckboxControl
            label={__('Send again by itself when nobody knows whether it arrived', 'handoff')}
            help={__('Off, such a delivery waits for you under Activity as “uncertain”.', 'handoff')}
            checked={retries}
            onChange={(isOn) => change({ retryUncertain: isOn ? true : undefined })}
            __nextHasNoMarginBottom
          />
          {retries && (
            <Notice status="warning" isDismissible={false}>
              {__(
                'This may make the same thing twice there: two messages, two records. Choose it only where twice is better than never.',
                'handoff',
              )}
            </Notice>
          )}
        </>
      )}
    </div>
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
    <SelectControl
      label={__('Connection', 'handoff')}
      value={isGone ? '' : step.connection}
      options={[
        ...(isGone ? [{ value: '', label: __('Choose another: this one is gone', 'handoff') }] : []),
        ...options.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(connection) => edit({ do: 'changeStep', key: step.key, changes: { connection } })}
      __next40pxDefaultSize
      __nextHasNoMarginBottom
    />
  );
}
