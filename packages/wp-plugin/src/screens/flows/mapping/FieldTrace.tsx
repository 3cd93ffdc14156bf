import { ruleName, traceSteps, valueText } from '@handoff/shared/panel';
import { __, fill, t } from '../../../app/i18n.ts';

/** How the example's value came about, from the inside out. */
export function FieldTrace({ trace }: { trace: Record<string, unknown> | undefined }) {
  const steps = traceSteps(trace);
  if (steps.length === 0) return null;
  return (
    <details className="handoff-folded">
      <summary>{__('How this value came about', 'handoff')}</summary>
      <ol className="handoff-list">
        {steps.map(({ rule, value, problem }, index) => {
          const text = valueText(value, t);
          return (
            <li key={index}>
              {ruleName(rule, t)}: <code>{text === '' ? __('(nothing)', 'handoff') : text}</code>
              {problem !== undefined && <span className="handoff-problem"> {fill(__('Problem: {problem}', 'handoff'), { problem })}</span>}
            </li>
          );
        })}
      </ol>
    </details>
  );
}
