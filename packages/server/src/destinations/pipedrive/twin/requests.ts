import { z } from 'zod';

// What the twin takes, closed: a member Pipedrive does not document is an error here.

const Contact = z.strictObject({ value: z.string().min(1), primary: z.boolean(), label: z.string() });
const Custom = z.record(z.string(), z.unknown());
const Id = z.int().positive();

export const PersonBody = z.strictObject({
  name: z.string().min(1).optional(),
  emails: z.array(Contact).optional(),
  phones: z.array(Contact).optional(),
  org_id: Id.optional(),
  owner_id: Id.optional(),
  marketing_status: z.enum(['no_consent', 'unsubscribed', 'subscribed', 'archived']).optional(),
  custom_fields: Custom.optional(),
});

export const OrganizationBody = z.strictObject({
  name: z.string().min(1).optional(),
  owner_id: Id.optional(),
  address: z.strictObject({ value: z.string() }).optional(),
  custom_fields: Custom.optional(),
});

export const DealBody = z.strictObject({
  title: z.string().min(1).optional(),
  person_id: Id.optional(),
  org_id: Id.optional(),
  value: z.number().optional(),
  currency: z.string().length(3).optional(),
  status: z.enum(['open', 'won', 'lost']).optional(),
  pipeline_id: Id.optional(),
  stage_id: Id.optional(),
  expected_close_date: z.iso.date().optional(),
  owner_id: Id.optional(),
  custom_fields: Custom.optional(),
});

export const LeadBody = z.strictObject({
  title: z.string().min(1).optional(),
  person_id: Id.optional(),
  organization_id: Id.optional(),
  value: z.strictObject({ amount: z.number(), currency: z.string().length(3) }).optional(),
  expected_close_date: z.iso.date().optional(),
  owner_id: Id.optional(),
  label_ids: z.array(z.uuid()).optional(),
  origin_id: z.string().optional(),
});

export const NoteBody = z.strictObject({
  content: z.string().min(1),
  person_id: Id.optional(),
  org_id: Id.optional(),
  deal_id: Id.optional(),
  lead_id: z.uuid().optional(),
});

export const FieldBody = z.strictObject({
  field_name: z.string().min(1),
  field_type: z.enum(['varchar', 'text', 'double', 'enum', 'set', 'date']),
});
