import type { AnswerOf, endpoints } from '../../api/index.ts';
import type { Step } from '../../flow/flow.ts';
import type { Rule } from '../../mapping/spec.ts';
import { isSame } from '../flow/same.ts';
import { fill, type Translate } from '../translate.ts';
import { rulePaths, stepOfPath } from './paths.ts';

/** A rule that was read off the fields of the event, as the server answers it. */
export type FoundRule = AnswerOf<(typeof endpoints)['suggestMapping']>['items'][number];
type Reason = FoundRule['from'][number]['reasons'][number];

/** What may fill a field that nothing fills yet. */
export interface SuggestedRule {
  target: string;
  rule: Rule;
  /** How sure it is that both mean the same, 0 to 1; undefined for what simply is usual at this destination. */
  confidence: number | undefined;
  /** What spoke for it most. */
  reason: Reason | undefined;
}

/**
 * What would fill the step's empty fields: what is usual at the destination, then what the event's own fields say. A rule
 * that reads only steps which do not come before this one is left out.
 */
export function suggest(
  usual: Readonly<Record<string, Rule>>,
  found: readonly FoundRule[],
  step: Step,
  earlier: readonly Step[],
): SuggestedRule[] {
  const before = new Set(earlier.map(({ key }) => key));
  const readable = (rule: Rule) => rulePaths(rule).every((path) => before.has(stepOfPath(path) ?? '') || stepOfPath(path) === undefined);
  const byTarget = new Map(found.map((one) => [one.target, one]));
  const rules = { ...Object.fromEntries(found.map(({ target, rule }) => [target, rule])), ...usual };
  return Object.entries(rules)
    .filter(([target, rule]) => step.mapping.fields[target] === undefined && readable(rule))
    .map(([target, rule]) => {
      const one = byTarget.get(target);
      const isMeant = one !== undefined && (isSame(one.rule, rule) || readsSame(one, rule));
      return { target, rule, confidence: isMeant ? one.confidence : undefined, reason: isMeant ? one.from[0]?.reasons[0] : undefined };
    });
}

function readsSame({ from }: FoundRule, rule: Rule): boolean {
  const paths = rulePaths(rule);
  return from.some(({ path }) => paths.includes(path));
}

/** How sure a suggestion is, in a few words. */
export function sureWords({ confidence }: Pick<SuggestedRule, 'confidence'>, t: Translate): string {
  return confidence === undefined ? t('usual here') : fill(t('{percent} % sure'), { percent: Math.min(99, Math.round(confidence * 100)) });
}

/** Why it is suggested; empty where there is nothing to say. */
export function whyWords({ reason }: Pick<SuggestedRule, 'reason'>, t: Translate): string {
  if (reason === undefined) return '';
  switch (reason.where) {
    case 'label':
      return t('its label says so');
    case 'name':
    case 'id':
      return t('its name says so');
    case 'placeholder':
    case 'aria':
      return t('its hint says so');
    case 'autocomplete':
      return fill(t('it asks browsers for “{seen}”'), { seen: reason.seen });
    case 'type':
      return fill(t('it is a field of the kind “{seen}”'), { seen: reason.seen });
    case 'options':
      return t('what can be chosen looks like it');
    case 'values':
      return t('the answers look like it');
    case 'neighbours':
      return t('the fields beside it say so');
    case 'path':
      return t('this value always means that');
    case 'vocabulary':
      return t('you named it so');
    default:
      return '';
  }
}
