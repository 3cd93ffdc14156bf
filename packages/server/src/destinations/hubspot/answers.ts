import { z } from 'zod';

// HubSpot documents every member of an error as optional, so nothing here is required that we can do without.

const ErrorContext = z.record(z.string(), z.unknown());

const ErrorDetail = z.looseObject({
  message: z.string().optional(),
  code: z.string().optional(),
  in: z.string().optional(),
  context: ErrorContext.optional().catch(undefined),
});
export type ErrorDetail = z.infer<typeof ErrorDetail>;

export const ErrorBody = z.looseObject({
  message: z.string().optional(),
  category: z.string().optional(),
  policyName: z.string().optional(),
  context: ErrorContext.optional().catch(undefined),
  errors: z.array(ErrorDetail).optional().catch(undefined),
});
export type ErrorBody = z.infer<typeof ErrorBody>;

export const CrmRecord = z.looseObject({
  id: z.string(),
  url: z.string().optional(),
  properties: z.record(z.string(), z.string().nullish()).default({}),
});
export type CrmRecord = z.infer<typeof CrmRecord>;

export const CrmRecords = z.looseObject({ results: z.array(CrmRecord) });

export const UpsertedRecord = CrmRecord.extend({
  new: z.boolean().optional(),
  objectWriteTraceId: z.string().optional(),
});
export type UpsertedRecord = z.infer<typeof UpsertedRecord>;

export const UpsertAnswer = z.looseObject({
  results: z.array(UpsertedRecord),
  errors: z.array(ErrorBody).default([]),
});

export const AssociatedNotes = z.looseObject({
  associations: z
    .looseObject({
      notes: z
        .looseObject({
          results: z.array(z.looseObject({ id: z.string() })),
          paging: z.looseObject({ next: z.looseObject({ after: z.string() }).optional() }).optional(),
        })
        .optional(),
    })
    .optional(),
});

export const Property = z.looseObject({
  name: z.string(),
  label: z.string(),
  type: z.string(),
  fieldType: z.string(),
  description: z.string().optional(),
  options: z.array(z.looseObject({ label: z.string(), value: z.string(), hidden: z.boolean().optional() })).default([]),
  archived: z.boolean().optional(),
  hidden: z.boolean().optional(),
  calculated: z.boolean().optional(),
  hasUniqueValue: z.boolean().optional(),
  modificationMetadata: z.looseObject({ readOnlyValue: z.boolean().optional() }).optional(),
});
export type Property = z.infer<typeof Property>;

export const PropertyList = z.looseObject({ results: z.array(Property) });
