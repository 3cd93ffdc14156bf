import { z } from 'zod';
import type { Translate } from '../translate.ts';

const Steps = z.array(z.object({ rule: z.string(), value: z.unknown(), problem: z.string().optional() }));

/** One step of how a value came about: what was done, what came of it, and why nothing did. */
export type TraceStep = z.infer<typeof Steps>[number];

/** How a field's value came about, from the inside out, of the preview's trace; none where there is nothing to tell. */
export function traceSteps(entry: Readonly<Record<string, unknown>> | undefined): TraceStep[] {
  const steps = Steps.safeParse(entry?.['steps']);
  return steps.success && steps.data.length > 1 ? steps.data : [];
}

/** What a step of a trace did, in words. */
export function ruleName(rule: string, t: Translate): string {
  const names: Record<string, string> = {
    path: t('Field'),
    literal: t('Fixed value'),
    template: t('Text'),
    coalesce: t('First that is there'),
    join: t('Put together'),
    when: t('Depending'),
    lookup: t('From the table'),
    split: t('Part'),
    trim: t('Without space around it'),
    lower: t('Small letters'),
    title: t('Capital Letters'),
    e164: t('Phone number'),
    email: t('E-mail address'),
    number: t('Number'),
    date: t('Date'),
    boolean: t('Yes or no'),
    splitName: t('Part of the name'),
  };
  return names[rule] ?? rule;
}
