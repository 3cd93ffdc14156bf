import { z } from 'zod';
import type { LimitSpec } from '../kit/index.ts';

const Email = z.email('This is not an e-mail address.');
const HOST = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

export const Settings = z
  .object({
    host: z
      .string()
      .trim()
      .toLowerCase()
      .regex(HOST, 'Enter the name of the mail server only, such as smtp.example.com.')
      .meta({ title: 'Mail server', description: 'The server for outgoing mail (SMTP) of your mail provider, such as smtp.example.com.' }),
    port: z.int().min(1).max(65_535).default(587).meta({ title: 'Port', description: '587 with STARTTLS, 465 with TLS.' }),
    encryption: z.enum(['starttls', 'tls', 'none']).default('starttls').meta({
      title: 'Encryption',
      description: '"None" works only where the operator of this server allows private destinations.',
    }),
    user: z.string().trim().min(1).max(320).optional().meta({ title: 'User name', description: 'Often the whole e-mail address.' }),
    password: z.string().min(1).max(1000).optional().meta({
      title: 'Password',
      description: 'Of the mailbox; where your provider makes them, an app password.',
      secret: true,
    }),
    from: Email.meta({ title: 'Sender', description: 'The address mails come from. Your provider must let this user send from it.' }),
    fromName: z
      .string()
      .trim()
      .max(100)
      .optional()
      .meta({ title: 'Name of the sender', description: 'As people see it, such as your shop’s name.' }),
    to: Email.optional().meta({
      title: 'Your own address',
      description: 'Where mails go when the flow names no other: for news to you or your team.',
    }),
    unsubscribe: z
      .union([z.url({ protocol: /^https$/, error: 'Enter an address that begins with https://, or an e-mail address.' }), Email])
      .optional()
      .meta({
        title: 'Where people unsubscribe',
        description: 'A page (https://…) or an e-mail address, offered in mails to customers. Without it: your sender address.',
      }),
    perMinute: z.int().min(1).max(600).default(20).meta({
      title: 'Mails in a minute',
      description: 'How many Handoff may send. Providers allow a mailbox between a few and some hundred.',
    }),
  })
  .refine(({ user, password }) => (user === undefined) === (password === undefined), {
    error: 'A user name needs its password, and a password its user name.',
    path: ['password'],
  });
export type Settings = z.infer<typeof Settings>;

const PROTOCOLS = { starttls: 'smtp', tls: 'smtps', none: 'smtp-plain' } as const;

export const baseUrl = ({ host, port, encryption }: Settings) => `${PROTOCOLS[encryption]}://${host}:${port}`;

/** Providers count by mailbox and seldom take many connections of one at once. */
export function limits({ host, user, from, perMinute }: Settings): LimitSpec[] {
  return [{ scope: `mailbox:${host}/${user ?? from}`, max: perMinute, windowMs: 60_000, concurrency: 2 }];
}
