import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { LimitSpec } from '../kit/index.ts';

/** Brevo allows every account 10 calls a second to its contacts endpoints. */
const CALLS_PER_SECOND = 10;

export const Settings = z
  .object({
    apiKey: z
      .string()
      .trim()
      .regex(/^xkeysib-[A-Za-z0-9-]{10,}$/, 'A Brevo API key starts with "xkeysib-". The SMTP key ("xsmtpsib-") does not work here.')
      .meta({ title: 'API key', description: 'In Brevo: your name → SMTP & API → API keys → Generate a new API key.', secret: true }),
    list: z.int().min(1).optional().meta({
      title: 'List for subscribers',
      description:
        'The number beside the list in Brevo (Contacts → Lists), without "#". Only people who agreed to e-mail are added. Without it nobody is put on a list.',
    }),
    doubleOptInTemplate: z.int().min(1).optional().meta({
      title: 'Confirmation template',
      description:
        'The number of your double opt-in template in Brevo. With it, nobody is put on a list before they confirmed: use the step "Ask to confirm by e-mail".',
    }),
    redirectUrl: z
      .url({ protocol: /^https?$/, error: 'Enter a whole web address that starts with https://.' })
      .max(2000)
      .optional()
      .meta({ title: 'Page after confirming', description: 'Where people arrive when they clicked the link in the confirmation e-mail.' }),
    callsPerSecond: z.int().min(1).max(60).optional().meta({
      title: 'Calls in a second',
      description:
        "How much of the account's allowance for contacts Handoff may use. Every account has 10, larger plans have more. Lower it if other apps use Brevo's API too.",
    }),
  })
  .superRefine(({ doubleOptInTemplate, list, redirectUrl }, context) => {
    if (doubleOptInTemplate === undefined) return;
    if (list === undefined)
      context.addIssue({ code: 'custom', path: ['list'], message: 'A confirmation template needs the list people join by confirming.' });
    if (redirectUrl === undefined)
      context.addIssue({ code: 'custom', path: ['redirectUrl'], message: 'A confirmation template needs the page people see afterwards.' });
  });
export type Settings = z.infer<typeof Settings>;

/**
 * Brevo counts calls of the account, by the second and by the hour. A key stands for its account.
 */
export function limits({ apiKey, callsPerSecond = CALLS_PER_SECOND }: Settings): LimitSpec[] {
  const account = `key-${createHash('sha256').update(apiKey).digest('hex').slice(0, 12)}`;
  return [
    { scope: `contacts-second:${account}`, max: callsPerSecond, windowMs: 1000, perCall: true },
    { scope: `contacts-hour:${account}`, max: callsPerSecond * 3600, windowMs: 3_600_000, perCall: true },
  ];
}
