import type { Rule } from '../../mapping/spec.ts';

/** Whether a rule gives a value whatever the event holds, so that each event writes over what was there. */
export function isAlways(rule: Rule): boolean {
  switch (rule.do) {
    case 'literal':
      return true;
    case 'path':
      return false;
    case 'template':
      // What stands between the places is written even where the places are empty.
      return rule.template.replaceAll(/\{\{.*?\}\}/g, '').trim() !== '';
    case 'coalesce':
    case 'join':
      return rule.of.some(isAlways);
    case 'lookup':
      return rule.otherwise !== undefined && isAlways(rule.otherwise);
    case 'when':
      return rule.otherwise !== undefined && isAlways(rule.then) && isAlways(rule.otherwise);
    case 'split':
    case 'trim':
    case 'lower':
    case 'title':
    case 'e164':
    case 'email':
    case 'number':
    case 'date':
    case 'boolean':
    case 'splitName':
      return isAlways(rule.from);
  }
}
