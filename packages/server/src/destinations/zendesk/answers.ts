import { z } from 'zod';
import { DestinationFailure, type VendorResponse } from '../kit/index.ts';

export const CustomValue = z.looseObject({ id: z.int(), value: z.unknown() });

export const Ticket = z.looseObject({
  id: z.int(),
  subject: z.string().nullish(),
  priority: z.string().nullish(),
  type: z.string().nullish(),
  tags: z.array(z.string()).nullish(),
  custom_fields: z.array(CustomValue).nullish(),
});
export type Ticket = z.infer<typeof Ticket>;
export const TicketAnswer = z.looseObject({ ticket: Ticket });
export const TicketList = z.looseObject({ tickets: z.array(Ticket) });
export const CommentList = z.looseObject({ comments: z.array(z.looseObject({ body: z.string().nullish() })) });

export const User = z.looseObject({
  id: z.int(),
  name: z.string().nullish(),
  email: z.string().nullish(),
  phone: z.string().nullish(),
  external_id: z.string().nullish(),
  role: z.string().nullish(),
  user_fields: z.record(z.string(), z.unknown()).nullish(),
});
export type User = z.infer<typeof User>;
export const UserAnswer = z.looseObject({ user: User });
export const UserList = z.looseObject({ users: z.array(User) });

/** Reads an answer that arrived; a form we do not know may still mean that the call was carried out. */
export function parseAnswer<T>(schema: z.ZodType<T>, response: VendorResponse): T {
  const parsed = schema.safeParse(response.json);
  if (parsed.success) return parsed.data;
  throw new DestinationFailure(
    {
      kind: 'unknown',
      code: 'unexpected_answer',
      message: 'Something other than Zendesk seems to have answered, so it is not certain what was done. It will be looked up.',
    },
    response,
  );
}
