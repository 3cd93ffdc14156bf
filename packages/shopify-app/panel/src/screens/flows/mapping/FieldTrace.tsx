import { ruleName, traceSteps, valueText } from '@handoff/shared/panel';
import { fill, t } from '../../../app/i18n.ts';
import { Folded } from '../../../ui/Folded.tsx';

/** How the example's value came about, from the inside out. */
export function FieldTrace({ trace }: { trace: Record<string, unknown> | undefined }) {
  const steps = traceSteps(trace);
  if (steps.length === 0) return null;
  return (
    <Folded title={t('How this value came about')}>
      <s-ordered-list>
        {steps.map(({ rule, value, problem }, index) => {
          const text = valueText(value, t);
          return (
            <s-list-item key={index}>
              {ruleName(rule, t)}: <code>{text === '' ? t('(nothing)') : text}</code>{' '}
              {problem !== undefined && <s-text tone="critical">{fill(t('Problem: {problem}'), { problem })}</s-text>}
            </s-list-item>
          );
        })}
      </s-ordered-list>
    </Folded>
  );
}
