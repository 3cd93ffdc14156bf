import { z } from 'zod';

/** What Zoho says of one record, or of a whole call that failed. */
export const Outcome = z.looseObject({
  code: z.string(),
  status: z.string().optional(),
  message: z.string().default(''),
  action: z.string().optional(),
  details: z
    .looseObject({
      id: z.string().optional(),
      api_name: z.string().optional(),
      json_path: z.string().optional(),
      expected_data_type: z.string().optional(),
      maximum_length: z.number().optional(),
    })
    .default({})
    .catch({}),
});
export type Outcome = z.infer<typeof Outcome>;

export const UpsertAnswer = z.looseObject({ data: z.array(Outcome).min(1) });

export const Records = z.looseObject({ data: z.array(z.looseObject({ id: z.string() })) });

const Field = z.looseObject({
  api_name: z.string(),
  field_label: z.string(),
  data_type: z.string(),
  system_mandatory: z.boolean().default(false),
  read_only: z.boolean().default(false),
  field_read_only: z.boolean().default(false),
  visible: z.boolean().default(true),
  operation_type: z.looseObject({ api_create: z.boolean(), api_update: z.boolean() }).default({ api_create: true, api_update: true }),
  pick_list_values: z
    .array(z.looseObject({ display_value: z.string(), actual_value: z.string(), type: z.string().default('used') }))
    .nullish(),
  tooltip: z.looseObject({ value: z.string().nullish() }).nullish(),
});
export type Field = z.infer<typeof Field>;

export const FieldList = z.looseObject({ fields: z.array(Field) });

export const Organizations = z.looseObject({
  org: z.array(z.looseObject({ company_name: z.string().nullish(), zgid: z.string().optional() })).min(1),
});
