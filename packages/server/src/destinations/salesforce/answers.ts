import { z } from 'zod';

/** One complaint. Whole answers name it `errorCode`, single records in a collection `statusCode`. */
export const SalesforceError = z
  .looseObject({
    message: z.string().default(''),
    errorCode: z.string().optional(),
    statusCode: z.string().optional(),
    fields: z.array(z.string()).nullish(),
    duplicateResult: z.unknown().optional(),
  })
  .transform(({ errorCode, statusCode, fields, ...rest }) => ({ ...rest, code: errorCode ?? statusCode ?? '', fields: fields ?? [] }));
export type SalesforceError = z.infer<typeof SalesforceError>;

export const ErrorList = z.array(SalesforceError).min(1);

const SaveResult = z.looseObject({
  id: z.string().nullish(),
  success: z.boolean(),
  created: z.boolean().optional(),
  errors: z.array(SalesforceError).default([]),
});

export const SaveResults = z.array(SaveResult);

/** A record as it stands; what cannot be found is null. */
export const StoredRecords = z.array(z.looseObject({}).nullable());

export const QueryAnswer = z.looseObject({ records: z.array(z.looseObject({ Id: z.string().optional() })) });

const Field = z.looseObject({
  name: z.string(),
  label: z.string(),
  type: z.string(),
  createable: z.boolean(),
  updateable: z.boolean(),
  nillable: z.boolean(),
  defaultedOnCreate: z.boolean(),
  deprecatedAndHidden: z.boolean().default(false),
  inlineHelpText: z.string().nullish(),
  picklistValues: z.array(z.looseObject({ active: z.boolean(), label: z.string().nullable(), value: z.string() })).default([]),
});
export type Field = z.infer<typeof Field>;

export const Describe = z.looseObject({ fields: z.array(Field) });
