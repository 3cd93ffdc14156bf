import type { Problem } from '@handoff/shared/event';
import { formatPointer } from '@handoff/shared/mapping';
import { z } from 'zod';
import type { CallContext, FieldSpec } from '../kit/index.ts';
import { parseAnswer } from './answers.ts';
import type { Settings } from './settings.ts';

/** What a mapping may put into a custom field; null empties it. */
export const FieldValue = z.union([z.string().max(65_536), z.number(), z.boolean(), z.null(), z.array(z.string())]);
export const FieldTable = z.record(z.string().max(100), FieldValue);
export type FieldTable = z.infer<typeof FieldTable>;

const Field = z.looseObject({
  id: z.int(),
  key: z.string().nullish(),
  type: z.string(),
  title: z.string(),
  description: z.string().nullish(),
  active: z.boolean().nullish(),
  removable: z.boolean().nullish(),
  required: z.boolean().nullish(),
  custom_field_options: z.array(z.looseObject({ name: z.string(), value: z.string() })).nullish(),
});
const FieldPage = z.looseObject({
  ticket_fields: z.array(Field).optional(),
  user_fields: z.array(Field).optional(),
  next_page: z.string().nullish(),
});

const MOST_PAGES = 10;
/** Filled in by Zendesk itself, or pointing at records we do not know. */
const NOT_OURS = new Set(['lookup', 'multi_lookup', 'partialcreditcard']);

/**
 * The account's custom fields. Tickets' go by number (`/fields/360012`), users' by key (`/fields/plan`).
 * "Required" in Zendesk means: for an agent who solves a ticket. The API takes tickets without, so nothing is required here.
 */
export async function listCustomFields(ctx: CallContext<Settings>, kind: 'ticket_fields' | 'user_fields'): Promise<FieldSpec[]> {
  const found: z.infer<typeof Field>[] = [];
  for (let page = 1; page <= MOST_PAGES; page++) {
    const answer = parseAnswer(FieldPage, await ctx.call({ method: 'GET', path: `/api/v2/${kind}`, query: { page, per_page: 100 } }));
    found.push(...(answer[kind] ?? []));
    if (answer.next_page === null || answer.next_page === undefined) break;
  }
  return found
    .filter((field) => field.active !== false && !NOT_OURS.has(field.type) && (kind === 'user_fields' || field.removable === true))
    .map((field) => toField(field, kind === 'ticket_fields' ? String(field.id) : (field.key ?? String(field.id))));
}

function toField(field: z.infer<typeof Field>, name: string): FieldSpec {
  const options = field.custom_field_options?.map(({ name: label, value }) => ({ value, label })) ?? [];
  const hint = field.required === true ? 'Agents must fill it in before they solve a ticket.' : undefined;
  const description = [field.description, hint].filter((part) => part !== undefined && part !== null && part !== '').join(' ');
  return {
    path: fieldPath(name),
    label: field.title,
    type: typeOf(field.type),
    required: false,
    ...(options.length === 0 ? {} : { options }),
    ...(description === '' ? {} : { description }),
  };
}

function typeOf(type: string): FieldSpec['type'] {
  switch (type) {
    case 'integer':
    case 'decimal':
      return 'number';
    case 'checkbox':
      return 'boolean';
    case 'date':
      return 'date';
    case 'tagger':
    case 'dropdown':
      return 'enum';
    case 'multiselect':
      return 'list';
    case 'textarea':
      return 'text';
    default:
      return 'string';
  }
}

const fieldPath = (name: string) => formatPointer(['fields', name]);

/** Zendesk takes a record with an unknown field or option and drops the value without a word; its answer shows it. */
export function fieldDifferences(sent: FieldTable | undefined, stored: ReadonlyMap<string, unknown>): Problem[] {
  return Object.entries(sent ?? {}).flatMap(([name, value]) => {
    if (!stored.has(name))
      return [
        { path: fieldPath(name), message: `Zendesk has no field "${name}" (any more) and left the value out. Choose another field.` },
      ];
    if (isSame(value, stored.get(name))) return [];
    return [{ path: fieldPath(name), message: `Zendesk stored ${shown(stored.get(name))} in field "${name}" instead of ${shown(value)}.` }];
  });
}

function isSame(sent: unknown, stored: unknown): boolean {
  if (isEmpty(sent) && isEmpty(stored)) return true;
  if (Array.isArray(sent) && Array.isArray(stored))
    return [...(sent as unknown[])].map(String).toSorted().join() === [...(stored as unknown[])].map(String).toSorted().join();
  if (typeof stored === 'object' && stored !== null) return false;
  const [one, other] = [String(sent), String(stored)];
  if (one.trim() === other.trim()) return true;
  // Numbers come back as text, dates of users with a time.
  return (one !== '' && other !== '' && Number(one) === Number(other)) || (/^\d{4}-\d\d-\d\d$/.test(one) && other.startsWith(one));
}

const isEmpty = (value: unknown) => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
const shown = (value: unknown) => (isEmpty(value) ? 'nothing' : JSON.stringify(value));
