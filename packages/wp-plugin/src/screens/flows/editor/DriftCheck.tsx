import { Button, Notice } from '@wordpress/components';
import { driftWords, type Flow, stepWords } from '@handoff/shared/panel';
import { type StepFinding, useDriftCheck, useEditor, usePanelHost } from '@handoff/shared/panel/hooks';
import { __, fill, t } from '../../../app/i18n.ts';
import { Ago } from '../../../ui/Ago.tsx';
import { Section } from '../../../ui/Section.tsx';

/** Whether the destinations still have what the flow fills: asked once a day, and here at a click. */
export function DriftCheck({ flow }: { flow: Flow }) {
  const { canManage } = usePanelHost().person;
  const { isOn, check, isBusy, findings, error } = useDriftCheck(flow);
  if (!isOn) return null;
  return (
    <Section title={__('Does the destination still fit?', 'handoff')}>
      <p className="handoff-quiet">
        {__('Once a day, what is live is compared with the fields the destination has.', 'handoff')} {__('Last checked:', 'handoff')}{' '}
        <Ago at={flow.driftCheckedAt} />
      </p>
      {canManage && (
        <p className="handoff-actions">
          <Button variant="secondary" __next40pxDefaultSize isBusy={isBusy} disabled={isBusy} accessibleWhenDisabled onClick={check}>
            {__('Check the destination’s fields now', 'handoff')}
          </Button>
        </p>
      )}
      <div role="status">
        {isBusy && <p>{__('Asking the destination for its fields…', 'handoff')}</p>}
        {findings !== undefined && <Findings findings={findings} />}
      </div>
      {error !== null && (
        <p role="alert" className="handoff-problem">
          {error.message}
        </p>
      )}
    </Section>
  );
}

function Findings({ findings }: { findings: readonly StepFinding[] }) {
  const { catalog } = useEditor();
  if (findings.length === 0) {
    return (
      <Notice status="success" isDismissible={false}>
        {__('All is as it was: every field that is filled is there, no other one has to be, and every choice can be made.', 'handoff')}
      </Notice>
    );
  }
  return findings.map(({ key, step, drift, unknown }) => (
    <Notice key={key} status="warning" isDismissible={false}>
      <p>
        <strong>{step === undefined ? key : stepWords(step, catalog.names)}</strong>
      </p>
      {unknown !== null && <p>{fill(__('Whether it still fits could not be found out: {message}', 'handoff'), { message: unknown })}</p>}
      {drift.length > 0 && (
        <>
          <ul className="handoff-list">
            {drift.map((one) => (
              <li key={`${one.kind} ${one.target} ${one.message}`}>{driftWords(one, t)}</li>
            ))}
          </ul>
          <p>{__('Mend it in the step below, then publish. Until then what is sent may be refused.', 'handoff')}</p>
        </>
      )}
    </Notice>
  ));
}
