import { z } from 'zod';
import { fieldsOf, type FieldSpec } from '../kit/index.ts';
import { FieldTable } from './custom-fields.ts';

const Id = z.coerce.number().int().positive();

/** One order as the server's history of a customer tells it; more members may stand beside. */
export const RecentOrder = z.looseObject({
  number: z.string().max(100),
  at: z.string().max(40).optional(),
  total: z.string().max(40).optional(),
  currency: z.string().max(10).optional(),
  status: z.string().max(40).optional(),
  items: z.string().max(1000).optional(),
  adminUrl: z.string().max(1000).optional(),
});
export type RecentOrder = z.infer<typeof RecentOrder>;

export const TicketPayload = z.strictObject({
  subject: z.string().max(500).optional().meta({ title: 'Subject' }),
  body: z.string().trim().min(1, 'A ticket needs a text.').max(65_000).meta({ title: 'Text', field: 'text' }),
  requester: z
    .strictObject({
      email: z
        .email('Zendesk knows people by their e-mail address, and this is none.')
        .optional()
        .meta({ title: 'E-mail of the customer', field: 'email' }),
      name: z.string().max(255).optional().meta({ title: 'Name of the customer' }),
    })
    .optional(),
  private: z.boolean().optional().meta({
    title: 'Internal only',
    description: 'The text is then a note for your agents: Zendesk writes no mail about it to the customer.',
  }),
  priority: z.enum(['low', 'normal', 'high', 'urgent']).optional().meta({ title: 'Priority' }),
  type: z.enum(['question', 'incident', 'problem', 'task']).optional().meta({ title: 'Type' }),
  tags: z.array(z.string().max(80)).max(50).optional().meta({ title: 'Tags' }),
  groupId: Id.optional().meta({ title: 'Group (number)' }),
  brandId: Id.optional().meta({ title: 'Brand (number)' }),
  formId: Id.optional().meta({ title: 'Ticket form (number)' }),
  recentOrders: z.array(RecentOrder).max(20).optional().meta({
    title: 'Recent orders',
    field: 'list',
    description: 'Added to the ticket as an internal note, which the customer does not see.',
  }),
  fields: FieldTable.optional().meta({ title: 'Custom fields, by their number' }),
});
export type TicketPayload = z.infer<typeof TicketPayload>;

/** The fields every account has; its own are added to them. */
export const ticketFields = (): FieldSpec[] => fieldsOf(TicketPayload);
