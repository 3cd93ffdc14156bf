import { driftWords, type Flow, stepWords } from '@handoff/shared/panel';
import { type StepFinding, useDriftCheck, useEditor } from '@handoff/shared/panel/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { Ago } from '../../../ui/Ago.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Section } from '../../../ui/Section.tsx';

/** Whether the destinations still have what the flow fills: asked once a day, and here at a click. */
export function DriftCheck({ flow }: { flow: Flow }) {
  const { isOn, check, isBusy, findings, error } = useDriftCheck(flow);
  if (!isOn) return null;
  return (
    <Section title={t('Does the destination still fit?')}>
      <s-paragraph color="subdued">
        {t('Once a day, what is live is compared with the fields the destination has.')} {t('Last checked:')}{' '}
        <Ago at={flow.driftCheckedAt} />
      </s-paragraph>
      <s-stack direction="inline">
        <Button busy={isBusy} onClick={check}>
          {t('Check the destination’s fields now')}
        </Button>
      </s-stack>
      {isBusy && (
        <div role="status">
          <s-text>{t('Asking the destination for its fields…')}</s-text>
        </div>
      )}
      {findings !== undefined && <Findings findings={findings} />}
      {error !== null && <Notice tone="critical">{error.message}</Notice>}
    </Section>
  );
}

function Findings({ findings }: { findings: readonly StepFinding[] }) {
  const { catalog } = useEditor();
  if (findings.length === 0) {
    return (
      <Notice tone="success">
        {t('All is as it was: every field that is filled is there, no other one has to be, and every choice can be made.')}
      </Notice>
    );
  }
  return (
    <>
      {findings.map(({ key, step, drift, unknown }) => (
        <Notice key={key} tone="warning" title={step === undefined ? key : stepWords(step, catalog.names)}>
          {unknown !== null && (
            <s-paragraph>{fill(t('Whether it still fits could not be found out: {message}'), { message: unknown })}</s-paragraph>
          )}
          {drift.length > 0 && (
            <>
              <s-unordered-list>
                {drift.map((one) => (
                  <s-list-item key={`${one.kind} ${one.target} ${one.message}`}>{driftWords(one, t)}</s-list-item>
                ))}
              </s-unordered-list>
              <s-paragraph>{t('Mend it in the step below, then publish. Until then what is sent may be refused.')}</s-paragraph>
            </>
          )}
        </Notice>
      ))}
    </>
  );
}
