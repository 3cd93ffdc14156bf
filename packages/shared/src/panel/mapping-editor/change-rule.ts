import type { Rule } from '../../mapping/spec.ts';
import { parseTemplate } from '../../mapping/rules/text.ts';
import type { Change, ChangeKind, SourceKind, SourceRule } from './rule-parts.ts';
import type { Defaults } from './put-field.ts';

const SOME_FIELD = '/subject/email';

/** Another way to come by a value, keeping of the present one what fits: a field becomes a text with that field, and back. */
export function convertSource(source: SourceRule | undefined, kind: SourceKind): SourceRule {
  if (source?.do === kind) return source;
  switch (kind) {
    case 'path':
      return { do: 'path', path: firstPath(source) ?? SOME_FIELD };
    case 'literal':
      return { do: 'literal', value: source?.do === 'template' && parsed(source.template)?.paths.length === 0 ? source.template : '' };
    case 'template':
      return { do: 'template', template: templateOf(source) };
    case 'coalesce':
      return { do: 'coalesce', of: valuesOf(source) };
    case 'join':
      return { do: 'join', of: valuesOf(source), separator: ' ' };
    case 'when':
      return { do: 'when', if: { is: 'present', path: firstPath(source) ?? SOME_FIELD }, then: source ?? { do: 'path', path: SOME_FIELD } };
  }
}

function valuesOf(source: SourceRule | undefined): Rule[] {
  if (source === undefined) return [{ do: 'path', path: SOME_FIELD }];
  return source.do === 'coalesce' || source.do === 'join' ? source.of : [source];
}

function templateOf(source: SourceRule | undefined): string {
  if (source === undefined) return '';
  if (source.do === 'literal') return source.value === null ? '' : String(source.value);
  if (source.do === 'path') return `{{${source.path}}}`;
  if (source.do === 'template') return source.template;
  const separator = source.do === 'join' ? source.separator : ' ';
  return valuesOf(source)
    .flatMap((rule) =>
      rule.do === 'path' ? [`{{${rule.path}}}`] : rule.do === 'literal' && rule.value !== null ? [String(rule.value)] : [],
    )
    .join(separator);
}

function firstPath(source: SourceRule | undefined): string | undefined {
  if (source?.do === 'path') return source.path;
  if (source?.do === 'template') return parsed(source.template)?.paths[0];
  const first = source?.do === 'coalesce' || source?.do === 'join' ? source.of[0] : source?.do === 'when' ? source.then : undefined;
  return first?.do === 'path' ? first.path : undefined;
}

function parsed(template: string) {
  const parts = parseTemplate(template);
  return typeof parts === 'string' ? undefined : parts;
}

/** A change as it begins. */
export function newChange(kind: ChangeKind, { country, zone }: Defaults): Change {
  switch (kind) {
    case 'lookup':
      return { do: kind, table: {} };
    case 'split':
      return { do: kind, separator: ',', index: 0 };
    case 'date':
      return { do: kind, output: 'date', zone };
    case 'splitName':
      return { do: kind, part: 'first' };
    case 'e164':
      return { do: kind, ...(country === undefined ? {} : { country }) };
    default:
      return { do: kind };
  }
}
