import { z } from 'zod';

// What the twin takes, closed: a member Google does not document, or that we have no business sending, is an error here.

const At = z.union([
  z.strictObject({ date: z.iso.date() }),
  z.strictObject({
    dateTime: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})?$/),
    timeZone: z.string().optional(),
  }),
]);
export type At = z.infer<typeof At>;

const Fields = {
  summary: z.string().optional(),
  description: z.string().optional(),
  location: z.string().optional(),
  start: At,
  end: At,
  attendees: z.array(z.strictObject({ email: z.string() })).optional(),
  extendedProperties: z.strictObject({ private: z.record(z.string(), z.string()) }).optional(),
};

export const InsertBody = z.strictObject({ id: z.string().regex(/^[a-v0-9]{5,1024}$/, 'Invalid resource id value.'), ...Fields });
export const UpdateBody = z.strictObject({
  ...Fields,
  status: z.enum(['confirmed', 'tentative', 'cancelled']),
  sequence: z.int().optional(),
});
export type UpdateBody = z.infer<typeof UpdateBody>;

export const WriteQuery = z.strictObject({ sendUpdates: z.enum(['all', 'externalOnly', 'none']) });
export const ListQuery = z.strictObject({ maxResults: z.string(), fields: z.string() });
