import { valueText } from '@handoff/shared/panel';
import { z } from 'zod';
import { __, fill, t } from '../../../app/i18n.ts';

const Steps = z.array(z.object({ rule: z.string(), value: z.unknown(), problem: z.string().optional() }));

/** How the example's value came about, from the inside out. */
export function FieldTrace({ trace }: { trace: Record<string, unknown> | undefined }) {
  const steps = Steps.safeParse(trace?.['steps']);
  if (!steps.success || steps.data.length < 2) return null;
  return (
    <details className="handoff-folded">
      <summary>{__('How this value came about', 'handoff')}</summary>
      <ol className="handoff-list">
        {steps.data.map(({ rule, value, problem }, index) => {
          const text = valueText(value, t);
          return (
            <li key={index}>
              {ruleName(rule)}: <code>{text === '' ? __('(nothing)', 'handoff') : text}</code>
              {problem !== undefined && <span className="handoff-problem"> {fill(__('Problem: {problem}', 'handoff'), { problem })}</span>}
            </li>
          );
        })}
      </ol>
    </details>
  );
}

function ruleName(rule: string): string {
  const names: Record<string, string> = {
    path: __('Field', 'handoff'),
    literal: __('Fixed value', 'handoff'),
    template: __('Text', 'handoff'),
    coalesce: __('First that is there', 'handoff'),
    join: __('Put together', 'handoff'),
    when: __('Depending', 'handoff'),
    lookup: __('From the table', 'handoff'),
    split: __('Part', 'handoff'),
    trim: __('Without space around it', 'handoff'),
    lower: __('Small letters', 'handoff'),
    title: __('Capital Letters', 'handoff'),
    e164: __('Phone number', 'handoff'),
    email: __('E-mail address', 'handoff'),
    number: __('Number', 'handoff'),
    date: __('Date', 'handoff'),
    boolean: __('Yes or no', 'handoff'),
    splitName: __('Part of the name', 'handoff'),
  };
  return names[rule] ?? rule;
}
