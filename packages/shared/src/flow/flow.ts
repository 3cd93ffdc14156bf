import { z } from 'zod';
import { Condition, Mapping } from '../mapping/spec.ts';
import { isTooDeep, MAX_RULE_DEPTH } from '../mapping/values.ts';

/** A short name used inside a flow or a workspace file: lower case, digits, hyphens. */
export const Slug = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Use lower-case letters, digits and hyphens.');

/** What starts a flow. Empty `sources` and `forms` mean any. */
export const Trigger = z
  .strictObject({
    types: z.array(z.string().max(100)).min(1).max(50),
    sources: z.array(z.string()).max(100).optional(),
    forms: z.array(z.string()).max(200).optional(),
  })
  .meta({ id: 'Trigger' });
export type Trigger = z.infer<typeof Trigger>;

/** One operation of one connection. `after` names a step of the same flow whose output the mapping may read under `/steps/<key>`. */
export const Step = z
  .strictObject({
    key: Slug,
    connection: z.string().min(1).max(100),
    operation: z.string().min(1).max(100),
    after: Slug.optional(),
    when: Condition.optional(),
    mapping: Mapping,
    /** Try again after an unknown outcome even where no look-up is possible: may double, so off by default. */
    retryUncertain: z.boolean().optional(),
  })
  .meta({ id: 'Step' });
export type Step = z.infer<typeof Step>;

/** What one version of a flow does. */
export const FlowSpec = z
  .strictObject({
    trigger: Trigger,
    conditions: Condition.optional(),
    steps: z.array(Step).min(1).max(20),
  })
  .superRefine((spec, context) => {
    // What cannot be compiled must not be saved: once live, it would stop every event.
    const checkDepth = (condition: Condition | undefined, path: (string | number)[]): void => {
      if (condition === undefined || !isTooDeep(condition)) return;
      context.addIssue({
        code: 'custom',
        path,
        message: `These conditions are nested more than ${MAX_RULE_DEPTH} levels deep. Use fewer groups inside groups.`,
      });
    };
    checkDepth(spec.conditions, ['conditions']);
    const seen = new Set<string>();
    spec.steps.forEach((step, index) => {
      checkDepth(step.when, ['steps', index, 'when']);
      if (step.after !== undefined && !seen.has(step.after)) {
        context.addIssue({ code: 'custom', path: ['steps', index, 'after'], message: `No earlier step is called "${step.after}".` });
      }
      if (seen.has(step.key)) {
        context.addIssue({ code: 'custom', path: ['steps', index, 'key'], message: `Two steps are called "${step.key}".` });
      }
      seen.add(step.key);
    });
  })
  .meta({ id: 'FlowSpec' });
export type FlowSpec = z.infer<typeof FlowSpec>;

/** draft: being edited · shadow: runs on live events and sends nothing · published: live · superseded: history. */
export const FlowVersionState = z.enum(['draft', 'shadow', 'published', 'superseded']);
export type FlowVersionState = z.infer<typeof FlowVersionState>;
