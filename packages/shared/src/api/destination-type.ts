import { z } from 'zod';

export const Field = z
  .object({
    path: z.string(),
    label: z.string(),
    type: z.enum(['string', 'text', 'email', 'phone', 'number', 'boolean', 'date', 'datetime', 'enum', 'list', 'object']),
    required: z.boolean(),
    options: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
    description: z.string().optional(),
  })
  .meta({ id: 'Field' });

export const DestinationType = z
  .object({
    type: z.string(),
    title: z.string(),
    description: z.string(),
    apiVersion: z.string(),
    auth: z.enum(['none', 'key', 'oauth2']),
    /** JSON Schema of the settings form; secrets carry `secret: true`. */
    settings: z.record(z.string(), z.unknown()),
    operations: z.array(
      z.object({
        name: z.string(),
        title: z.string(),
        description: z.string(),
        dedupe: z.enum(['keyed-upsert', 'request-key', 'ledger']),
        scopes: z.array(z.string()),
        fields: z.array(Field),
      }),
    ),
  })
  .meta({ id: 'DestinationType' });
