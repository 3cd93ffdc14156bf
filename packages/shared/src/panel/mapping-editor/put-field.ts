import { type Change, partsOf, ruleOf } from './rule-parts.ts';
import type { Rule } from '../../mapping/spec.ts';

/** What has to be known of a destination's field to fill it well. */
export interface Fillable {
  type: string;
}

/** What the site's owner would choose anyway: their country for phone numbers, their time zone for dates. */
export interface Defaults {
  country: string | undefined;
  zone: string;
}

/**
 * The rule after a person put a field of the event into a destination's field: on an empty one the field, made into
 * what the destination takes; into a text with fields one more placeholder; to a list of values one more; else the field
 * takes the place of the value, and what is done to it stays.
 */
export function putField(rule: Rule | undefined, path: string, target: Fillable, defaults: Defaults): Rule {
  if (rule === undefined) return ruleOf({ source: { do: 'path', path }, changes: changesFor(target, defaults) });
  const { source, changes } = partsOf(rule);
  switch (source.do) {
    case 'template':
      return ruleOf({ source: { ...source, template: `${source.template}{{${path}}}` }, changes });
    case 'coalesce':
    case 'join':
      return ruleOf({ source: { ...source, of: [...source.of, { do: 'path', path }] }, changes });
    default:
      return ruleOf({ source: { do: 'path', path }, changes });
  }
}

/** What is done to a value so that a field of this type takes it. */
export function changesFor({ type }: Fillable, { country, zone }: Defaults): Change[] {
  switch (type) {
    case 'email':
      return [{ do: 'email' }];
    case 'phone':
      return [{ do: 'e164', ...(country === undefined ? {} : { country }), countryFrom: { do: 'path', path: '/subject/country' } }];
    case 'number':
      return [{ do: 'number' }];
    case 'boolean':
      return [{ do: 'boolean' }];
    case 'date':
      return [{ do: 'date', output: 'date', zone }];
    case 'datetime':
      return [{ do: 'date', output: 'datetime', zone }];
    default:
      return [];
  }
}
