import { z } from 'zod';

// What the twin takes, closed: a member HubSpot does not document is an error here.

const Properties = z.record(z.string(), z.string());

export const CreateBody = z.strictObject({
  properties: Properties,
  associations: z
    .array(
      z.strictObject({
        to: z.strictObject({ id: z.string() }),
        types: z.array(z.strictObject({ associationCategory: z.literal('HUBSPOT_DEFINED'), associationTypeId: z.int() })).min(1),
      }),
    )
    .optional(),
});

export const UpdateBody = z.strictObject({ properties: Properties });

export const UpsertInput = z.strictObject({
  id: z.string().min(1),
  idProperty: z.string(),
  objectWriteTraceId: z.string().optional(),
  properties: Properties,
});
export type UpsertInput = z.infer<typeof UpsertInput>;

export const UpsertBody = z.strictObject({ inputs: z.array(UpsertInput).min(1) });

export const SearchBody = z.strictObject({
  filterGroups: z
    .array(
      z.strictObject({
        filters: z
          .array(z.strictObject({ propertyName: z.string(), operator: z.literal('IN'), values: z.array(z.string()).min(1).max(100) }))
          .min(1),
      }),
    )
    .min(1),
  properties: z.array(z.string()),
  sorts: z.array(z.string()),
  limit: z.int().max(200),
  after: z.string(),
});

export const ConsentBody = z.strictObject({
  channel: z.literal('EMAIL'),
  statusState: z.enum(['SUBSCRIBED', 'UNSUBSCRIBED', 'NOT_SPECIFIED']),
  subscriptionId: z.int(),
  legalBasis: z.literal('CONSENT_WITH_NOTICE').optional(),
  legalBasisExplanation: z.string().min(1).optional(),
});

export const EraseBody = z.strictObject({ objectId: z.string().min(1), idProperty: z.literal('email').optional() });

export const PropertyBody = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]*$/),
  label: z.string(),
  groupName: z.string(),
  type: z.enum(['bool', 'date', 'datetime', 'enumeration', 'number', 'phone_number', 'string']),
  fieldType: z.enum([
    'booleancheckbox',
    'calculation_equation',
    'checkbox',
    'date',
    'file',
    'html',
    'number',
    'phonenumber',
    'radio',
    'select',
    'text',
    'textarea',
  ]),
  description: z.string().optional(),
  hasUniqueValue: z.boolean().optional(),
  hidden: z.boolean().optional(),
  formField: z.boolean().optional(),
  options: z.array(z.strictObject({ label: z.string(), value: z.string(), hidden: z.boolean(), displayOrder: z.int() })).optional(),
});

export const TokenBody = z.discriminatedUnion('grant_type', [
  z.strictObject({
    grant_type: z.literal('authorization_code'),
    client_id: z.string().min(1),
    client_secret: z.string().min(1),
    code: z.string().min(1),
    redirect_uri: z.string().min(1),
    code_verifier: z.string().optional(),
  }),
  z.strictObject({
    grant_type: z.literal('refresh_token'),
    client_id: z.string().min(1),
    client_secret: z.string().min(1),
    refresh_token: z.string().min(1),
    scope: z.string().optional(),
  }),
]);
