import { z } from 'zod';
import { answerReader } from '../kit/answers.ts';

export const ErrorAnswer = z.looseObject({
  error: z.looseObject({
    type: z.string().optional(),
    code: z.string().optional(),
    param: z.string().optional(),
    message: z.string().default(''),
  }),
});
export type StripeError = z.infer<typeof ErrorAnswer>['error'];

export const Customer = z.looseObject({ id: z.string(), email: z.string().nullish(), name: z.string().nullish() });
export type Customer = z.infer<typeof Customer>;

export const CustomerList = z.looseObject({ data: z.array(Customer), has_more: z.boolean().default(false) });

export const parseAnswer = answerReader('Stripe');
