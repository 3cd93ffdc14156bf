import type { Rule } from '../../mapping/spec.ts';

/** Where a value comes from. */
export type SourceRule = Extract<Rule, { do: 'path' | 'literal' | 'template' | 'coalesce' | 'join' | 'when' }>;
/** What is done to it, one after the other. */
export type ChangeRule = Exclude<Rule, SourceRule>;
/** One such change by itself, without the value it is done to. */
export type Change = { [Kind in ChangeRule['do']]: Omit<Extract<ChangeRule, { do: Kind }>, 'from'> }[ChangeRule['do']];
export type SourceKind = SourceRule['do'];
export type ChangeKind = Change['do'];

/** A rule as people read it: a value, and what is done to it in order. Rules nest the other way round, inside out. */
export interface RuleParts {
  source: SourceRule;
  changes: Change[];
}

/** Takes a rule apart; `ruleOf` puts it together again, exactly. */
export function partsOf(rule: Rule): RuleParts {
  const changes: Change[] = [];
  let inner = rule;
  while ('from' in inner) {
    const { from, ...change } = inner;
    changes.unshift(change);
    inner = from;
  }
  return { source: inner, changes };
}

export function ruleOf({ source, changes }: RuleParts): Rule {
  return changes.reduce<Rule>((from, change) => ({ ...change, from }), source);
}

/** The rules directly inside a rule, apart from the value its changes are done to. */
export function innerRules({ source, changes }: RuleParts): Rule[] {
  const inner =
    source.do === 'coalesce' || source.do === 'join' ? source.of : source.do === 'when' ? optional(source.then, source.otherwise) : [];
  return [
    ...inner,
    ...changes.flatMap((change) =>
      change.do === 'lookup' ? optional(change.otherwise) : change.do === 'e164' ? optional(change.countryFrom) : [],
    ),
  ];
}

function optional(...rules: (Rule | undefined)[]): Rule[] {
  return rules.filter((rule) => rule !== undefined);
}

/** How many levels of rules stand inside one another; 1 for a value with changes only. */
export function depthOf(rule: Rule): number {
  return 1 + Math.max(0, ...innerRules(partsOf(rule)).map(depthOf));
}
