import type { Problem } from '@handoff/shared/event';
import { cut } from '../kit/cut.ts';
import { ADDRESS_PARTS, type AudienceField } from './audience-fields.ts';
import type { MergeValue, Payload } from './payload.ts';

export interface CheckedFields {
  /** As Mailchimp takes them; `''` clears a field. */
  values: Record<string, unknown>;
  /** What stands in the way of sending; nothing is sent where there is one. */
  problems: Problem[];
  /** What was left out without harm, in words for the owner. */
  notes: Problem[];
}

/**
 * Checks the mapped values against the audience's own fields, all of them at once. Mailchimp itself drops
 * values for fields it does not have without a word.
 * @param isNew whether the audience does not have the person yet; only then must required fields be there.
 */
export function checkMergeValues(fields: readonly AudienceField[], mapped: Payload['mergeFields'], isNew: boolean): CheckedFields {
  const checked: CheckedFields = { values: {}, problems: [], notes: [] };
  const byTag = new Map(fields.map((field) => [field.tag, field]));
  for (const [tag, value] of Object.entries(mapped ?? {})) {
    const field = byTag.get(tag);
    const path = `/mergeFields/${tag}`;
    if (field === undefined) {
      checked.problems.push({
        path,
        message: `The audience has no field with the tag ${tag}. Create it in Mailchimp (Audience → Settings → Audience fields) or map to another.`,
      });
      continue;
    }
    const converted = value === null ? { value: field.type === 'address' ? {} : '' } : convert(field, value);
    if ('value' in converted) checked.values[tag] = converted.value;
    else if ('note' in converted && !field.required) checked.notes.push({ path, message: converted.note });
    else checked.problems.push({ path, message: 'note' in converted ? converted.note : converted.problem });
  }
  if (isNew) {
    for (const field of fields) {
      const value = checked.values[field.tag];
      const named = checked.problems.some(({ path }) => path === `/mergeFields/${field.tag}`);
      if (!field.required || named || (value !== undefined && value !== '')) continue;
      checked.problems.push({
        path: `/mergeFields/${field.tag}`,
        message: `Mailchimp requires "${field.name}" for a new person and it is empty. Map it, or make it optional in Mailchimp (Audience → Settings → Audience fields).`,
      });
    }
  }
  return checked;
}

/** `note`: the value cannot be kept, but the person can go without it. `problem`: the mapping or the value has to be corrected. */
type Converted = { value: unknown } | { note: string } | { problem: string };

function convert(field: AudienceField, value: Exclude<MergeValue, null>): Converted {
  if (field.type === 'address') return convertAddress(field, value);
  if (typeof value === 'object') return { problem: `"${field.name}" takes a single value, not an address. Map one field to it.` };
  const text = String(value).trim();
  if (text === '') return { value: '' };
  switch (field.type) {
    case 'number':
      return Number.isFinite(Number(text))
        ? { value: Number(text) }
        : { problem: `"${field.name}" takes a number, and ${quote(text)} is none.` };
    case 'radio':
    case 'dropdown':
      return convertChoice(field, text);
    case 'date':
      return /^\d{4}-\d{2}-\d{2}/.test(text)
        ? { value: text.slice(0, 10) }
        : { problem: `"${field.name}" takes a date like 2026-11-21, and ${quote(text)} is none. Use the date rule in the mapping.` };
    case 'birthday':
      return convertBirthday(field, text);
    case 'url':
    case 'imageurl':
      return isWebAddress(text)
        ? { value: text }
        : { problem: `"${field.name}" takes a web address that starts with https://, and ${quote(text)} is none.` };
    case 'zip':
      return /^\d{5}(-\d{4})?$/.test(text)
        ? { value: text }
        : { note: `Left empty: "${field.name}" is a US ZIP code field in Mailchimp and does not keep ${quote(text)}. A text field would.` };
    case 'phone':
      if (field.options.phone_format !== 'US' || text.replace(/^\+?1/, '').replaceAll(/\D/g, '').length === 10) return { value: text };
      return {
        note: `Left empty: "${field.name}" keeps US phone numbers only, and ${quote(text)} is none. Set its format to "International" in Mailchimp.`,
      };
    default:
      return { value: text };
  }
}

function convertChoice(field: AudienceField, text: string): Converted {
  const choices = field.options.choices ?? [];
  const choice = choices.find((one) => one === text) ?? choices.find((one) => one.toLowerCase() === text.toLowerCase());
  if (choice !== undefined) return { value: choice };
  const listed = choices.slice(0, 10).map(quote).join(', ');
  return {
    problem: `"${field.name}" does not offer ${quote(text)}. It offers: ${listed}${choices.length > 10 ? ', …' : ''}. Add the choice in Mailchimp, or translate the value in the mapping.`,
  };
}

/** Mailchimp keeps day and month, in the order the field is set to. */
function convertBirthday(field: AudienceField, text: string): Converted {
  if (/^\d{2}\/\d{2}$/.test(text)) return { value: text };
  const iso = /^\d{4}-(\d{2})-(\d{2})/.exec(text);
  if (iso === null) return { problem: `"${field.name}" takes a birthday like 2001-11-21, and ${quote(text)} is none.` };
  const [, month, day] = iso;
  return { value: field.options.date_format === 'DD/MM' ? `${day}/${month}` : `${month}/${day}` };
}

function convertAddress(field: AudienceField, value: Exclude<MergeValue, null>): Converted {
  if (typeof value !== 'object')
    return { problem: `"${field.name}" is an address with parts. Map street, city, region and postcode each to its own part.` };
  const parts = Object.fromEntries(Object.entries(value).map(([part, text]) => [part, (text ?? '').trim()]));
  const missing = ADDRESS_PARTS.filter(([part, , needed]) => needed && (parts[part] ?? '') === '').map(([, words]) => words);
  if (missing.length === 0) return { value: parts };
  return { note: `Left as it was: Mailchimp keeps an address only when it is complete, and this one has no ${missing.join(', no ')}.` };
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function quote(text: string): string {
  return `"${text.length <= 60 ? text : `${cut(text, 59)}…`}"`;
}
