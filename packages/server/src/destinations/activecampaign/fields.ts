import type { Problem } from '@handoff/shared/event';
import { z } from 'zod';
import { DestinationFailure, type CallContext, type FieldSpec } from '../kit/index.ts';
import { Field, FieldOption, read, readAll } from './answers.ts';
import { API } from './contact.ts';
import type { Settings } from './settings.ts';

export const FieldValues = z
  .record(
    z.string().regex(/^\d+$/, 'ActiveCampaign fields go by their number.'),
    z.union([z.string().max(10_000), z.number(), z.boolean(), z.null(), z.array(z.string())]),
  )
  .optional()
  .meta({ title: 'Custom fields' });
export type FieldValues = z.infer<typeof FieldValues>;

export interface AccountField extends Field {
  choices: string[];
}

const Page = z.looseObject({ fields: z.array(Field), fieldOptions: z.array(FieldOption).nullish() });

/** The account's custom fields with what they offer; options come beside the fields, not in them. */
export async function readFields(ctx: CallContext<Settings>): Promise<AccountField[]> {
  const options: FieldOption[] = [];
  const fields = await readAll(ctx, `${API}/fields`, (response) => {
    const page = read(Page, response);
    options.push(...(page.fieldOptions ?? []));
    return page.fields;
  });
  return fields.map((field) => ({ ...field, choices: options.filter((option) => option.field === field.id).map(({ value }) => value) }));
}

const TYPES: Record<string, FieldSpec['type']> = {
  textarea: 'text',
  dropdown: 'enum',
  radio: 'enum',
  listbox: 'list',
  multiselect: 'list',
  checkbox: 'list',
  date: 'date',
  datetime: 'datetime',
  number: 'number',
  currency: 'number',
};

export function toFieldSpecs(fields: readonly AccountField[]): FieldSpec[] {
  return fields.map(({ id, title, type, choices, descript }) => ({
    path: `/fields/${id}`,
    label: title,
    type: TYPES[type.toLowerCase()] ?? 'string',
    required: false,
    ...(choices.length === 0 ? {} : { options: choices.map((choice) => ({ value: choice, label: choice })) }),
    ...(descript === undefined || descript === null || descript === '' ? {} : { description: descript }),
  }));
}

/**
 * The mapped values as ActiveCampaign takes them: text only, several options between double bars.
 * @throws DestinationFailure `permanent` naming every value that does not fit, before anything is sent.
 */
export function toFieldValues(fields: readonly AccountField[], mapped: FieldValues): { field: string; value: string }[] {
  const byId = new Map(fields.map((field) => [field.id, field]));
  const problems: Problem[] = [];
  const values = Object.entries(mapped ?? {}).flatMap(([id, value]) => {
    // A blank form field must not wipe what is there; null does.
    if (value === '') return [];
    const field = byId.get(id);
    const converted = field === undefined ? gone(id) : value === null ? { value: '' } : convert(field, value);
    if ('value' in converted) return [{ field: id, value: converted.value }];
    problems.push({ path: `/fields/${id}`, message: converted.problem });
    return [];
  });
  if (problems.length === 0) return values;
  const message =
    'Some values do not fit their ActiveCampaign fields, so nothing was sent. Correct them as described and replay the event.';
  throw new DestinationFailure({ kind: 'permanent', code: 'invalid_fields', message, problems });
}

type Converted = { value: string } | { problem: string };

function gone(id: string): Converted {
  return { problem: `ActiveCampaign has no field with the number ${id} (any more). Choose another in the mapping.` };
}

function convert(field: AccountField, value: string | number | boolean | string[]): Converted {
  const type = TYPES[field.type.toLowerCase()];
  if (type === 'list') {
    const texts = (Array.isArray(value) ? value : String(value).split(/[,;]/)).map((text) => text.trim()).filter((text) => text !== '');
    const choices = texts.map((text) => choiceOf(field, text));
    const missing = choices.indexOf(undefined);
    return missing === -1 ? { value: `||${choices.join('||')}||` } : noChoice(field, texts[missing] ?? '');
  }
  if (Array.isArray(value)) return { problem: `"${field.title}" takes a single value. Map one field to it.` };
  const text = String(value).trim();
  switch (type) {
    case 'enum': {
      const choice = choiceOf(field, text);
      return choice === undefined ? noChoice(field, text) : { value: choice };
    }
    case 'number':
      return Number.isFinite(Number(text)) ? { value: text } : { problem: `"${field.title}" takes a number, and "${text}" is none.` };
    case 'date':
      if (/^\d{4}-\d\d-\d\d/.test(text)) return { value: text.slice(0, 10) };
      return { problem: `"${field.title}" takes a date like 2026-11-21, and "${text}" is none. Use the date rule in the mapping.` };
    default:
      return { value: text };
  }
}

/** A field without options of its own takes what comes. */
function choiceOf({ choices }: AccountField, text: string): string | undefined {
  if (choices.length === 0) return text;
  return choices.find((choice) => choice === text) ?? choices.find((choice) => choice.toLowerCase() === text.toLowerCase());
}

function noChoice({ title, choices }: AccountField, text: string): Converted {
  const listed = choices.slice(0, 10).map((choice) => `"${choice}"`);
  return {
    problem: `"${title}" does not offer "${text}". It offers: ${listed.join(', ')}. Add the option in ActiveCampaign, or translate the value in the mapping.`,
  };
}
