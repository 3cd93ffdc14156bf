import type { Problem } from '@handoff/shared/event';
import { cut } from '../kit/cut.ts';
import { isWritable, nameAttributes, PHONES, type Attribute } from './attributes.ts';
import type { AttributeValue, Payload } from './payload.ts';

export type Sent = string | number | boolean | string[];

export interface CheckedAttributes {
  /** As Brevo takes them. */
  values: Record<string, Sent>;
  /** What stands in the way of sending; nothing is sent where there is one. */
  problems: Problem[];
  /** What was left out without harm, in words for the owner. */
  notes: Problem[];
}

/**
 * Checks the mapped values against the account's own attributes, all of them at once, because Brevo leaves out a value
 * of the wrong type without a word.
 */
export function checkAttributes(attributes: readonly Attribute[], payload: Payload): CheckedAttributes {
  const checked: CheckedAttributes = { values: {}, problems: [], notes: [] };
  checkNames(attributes, payload, checked);
  for (const [name, value] of Object.entries(payload.attributes ?? {})) {
    const path = `/attributes/${name}`;
    const attribute = attributes.find((one) => one.name === name);
    const converted = convert(name, attribute, value);
    if ('value' in converted) checked.values[name] = converted.value;
    else if ('note' in converted) checked.notes.push({ path, message: converted.note });
    else checked.problems.push({ path, message: converted.problem });
  }
  return checked;
}

/** Names go into whatever the account calls them. A person is not lost for an account that has no place for a name. */
function checkNames(attributes: readonly Attribute[], payload: Payload, checked: CheckedAttributes): void {
  const names = nameAttributes(attributes);
  for (const part of ['firstName', 'lastName'] as const) {
    const value = payload[part];
    if (value === undefined) continue;
    if (names !== undefined) checked.values[names[part]] = value?.trim() ?? '';
    else if (value !== null && value.trim() !== '')
      checked.notes.push({
        path: `/${part}`,
        message: `Left out: the account has no attributes for names that Handoff knows. Create FIRSTNAME and LASTNAME in Brevo (Contacts → Settings → Contact attributes), or map the name to an attribute of your own.`,
      });
  }
}

/** `note`: the value cannot be kept, but the person can go without it. `problem`: the mapping or the value has to be corrected. */
type Converted = { value: Sent } | { note: string } | { problem: string };

function convert(name: string, attribute: Attribute | undefined, value: AttributeValue): Converted {
  if (attribute === undefined)
    return {
      problem: `The Brevo account has no attribute "${name}". Create it (Contacts → Settings → Contact attributes) or map to another.`,
    };
  if (!isWritable(attribute)) return { problem: `"${name}" is filled by Brevo itself and cannot be set. Map to another attribute.` };
  if (attribute.type === 'multiple-choice') return convertChoices(attribute, value);
  if (Array.isArray(value)) return { problem: `"${name}" takes a single value, not several. Map one field to it.` };
  const text = value === null ? '' : String(value).trim();
  if (text === '') return { value: '' };
  if (attribute.category === 'category') return convertCategory(attribute, text);
  if (PHONES.has(name)) return convertPhone(name, text);
  switch (attribute.type) {
    case 'float':
      return Number.isFinite(Number(text)) ? { value: Number(text) } : { problem: `"${name}" takes a number, and ${quote(text)} is none.` };
    case 'date':
      return isDate(text)
        ? { value: text.slice(0, 10) }
        : { problem: `"${name}" takes a date like 2026-11-21, and ${quote(text)} is none. Use the date rule in the mapping.` };
    case 'boolean': {
      const truth = asBoolean(text);
      return truth === undefined ? { problem: `"${name}" takes yes or no, and ${quote(text)} is neither.` } : { value: truth };
    }
    default:
      return { value: text };
  }
}

function convertCategory(attribute: Attribute, text: string): Converted {
  const found = (attribute.enumeration ?? []).find(
    ({ label, value, valueStr }) => same(label, text) || (valueStr ?? String(value)) === text,
  );
  if (found === undefined)
    return refuseChoice(
      attribute,
      text,
      (attribute.enumeration ?? []).map(({ label }) => label),
    );
  // Brevo gives 0 as the number of a value that is none ("en"), and the value itself as text.
  const stored = found.valueStr ?? String(found.value);
  return { value: /^\d+$/.test(stored) ? Number(stored) : stored };
}

function convertChoices(attribute: Attribute, value: AttributeValue): Converted {
  const options = attribute.multiCategoryOptions ?? [];
  const texts = (Array.isArray(value) ? value : String(value ?? '').split(',')).map((text) => text.trim()).filter((text) => text !== '');
  const chosen: string[] = [];
  for (const text of texts) {
    const option = options.find((one) => same(one, text));
    if (option === undefined) return refuseChoice(attribute, text, options);
    chosen.push(option);
  }
  return { value: [...new Set(chosen)] };
}

function refuseChoice({ name }: Attribute, text: string, options: string[]): Converted {
  const listed = options.slice(0, 10).map(quote).join(', ');
  return {
    problem: `"${name}" does not offer ${quote(text)}. It offers: ${listed}${options.length > 10 ? ', …' : ''}. Add the choice in Brevo, or translate the value in the mapping.`,
  };
}

/** Brevo takes a number with its country code only, and refuses the whole contact for another. */
function convertPhone(name: string, text: string): Converted {
  const digits = text.replaceAll(/[\s()./-]/g, '').replace(/^00/, '+');
  return /^\+[1-9]\d{6,14}$/.test(digits)
    ? { value: digits }
    : { note: `Left out: "${name}" takes a number with its country code, such as +49…, and ${quote(text)} has none.` };
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}($|T)/.test(text) && !Number.isNaN(Date.parse(text.slice(0, 10)));
}

/** Yes or no however it is written; undefined where it is neither. */
export function asBoolean(text: string): boolean | undefined {
  if (/^(true|yes|1|on)$/i.test(text)) return true;
  return /^(false|no|0|off)$/i.test(text) ? false : undefined;
}

export function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function quote(text: string): string {
  return `"${text.length <= 60 ? text : `${cut(text, 59)}…`}"`;
}
