import { z } from 'zod';
import type { CallContext, FieldSpec } from '../kit/index.ts';
import type { Settings } from './settings.ts';

const AudienceField = z.looseObject({
  tag: z.string(),
  name: z.string().default(''),
  type: z.string(),
  required: z.boolean().default(false),
  help_text: z.string().optional(),
  options: z
    .looseObject({ choices: z.array(z.string()).optional(), date_format: z.string().optional(), phone_format: z.string().optional() })
    .default({}),
});
/** One custom field of an audience; Mailchimp calls it a merge field. */
export type AudienceField = z.infer<typeof AudienceField>;

const Answer = z.looseObject({ merge_fields: z.array(AudienceField) });

const PARTS = ['tag', 'name', 'type', 'required', 'help_text', 'options'].map((part) => `merge_fields.${part}`).join(',');

export async function readAudienceFields(ctx: CallContext<Settings>): Promise<AudienceField[]> {
  const response = await ctx.call({
    method: 'GET',
    path: `/3.0/lists/${ctx.settings.audience}/merge-fields`,
    query: { count: 1000, fields: PARTS },
  });
  return Answer.parse(response.json).merge_fields;
}

const TYPES: Record<string, FieldSpec['type']> = { number: 'number', phone: 'phone', date: 'date', radio: 'enum', dropdown: 'enum' };

export const ADDRESS_PARTS = [
  ['addr1', 'street', true],
  ['addr2', 'street, second line', false],
  ['city', 'city', true],
  ['state', 'state or region', true],
  ['zip', 'postcode', true],
  ['country', 'country', false],
] as const;

/** The audience's fields as the mapping editor shows them. */
export function toFieldSpecs(fields: readonly AudienceField[]): FieldSpec[] {
  return fields.flatMap((field): FieldSpec[] => {
    const path = `/mergeFields/${field.tag}`;
    const label = field.name === '' ? field.tag : field.name;
    if (field.type === 'address') {
      return ADDRESS_PARTS.map(([part, words, needed]) => ({
        path: `${path}/${part}`,
        label: `${label}: ${words}`,
        type: 'string',
        required: field.required && needed,
      }));
    }
    const { choices } = field.options;
    return [
      {
        path,
        label,
        type: TYPES[field.type] ?? 'string',
        required: field.required,
        ...(choices === undefined ? {} : { options: choices.map((choice) => ({ value: choice, label: choice })) }),
        ...describe(field),
      },
    ];
  });
}

function describe(field: AudienceField): { description?: string } {
  if (field.help_text !== undefined && field.help_text !== '') return { description: field.help_text };
  if (field.type === 'birthday') return { description: `Day and month only, written ${field.options.date_format ?? 'MM/DD'}.` };
  return {};
}
