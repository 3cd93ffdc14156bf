import { createHash } from 'node:crypto';
import { z } from 'zod';
import { DestinationFailure, type Fetch, type LimitSpec } from '../kit/index.ts';

const DATA_CENTRE = /^[a-z]{2,5}\d{1,4}$/;

export const Settings = z.object({
  apiKey: z
    .string()
    .trim()
    .regex(
      /^[A-Za-z0-9]{8,}-[a-z]{2,5}\d{1,4}$/,
      'A Mailchimp key ends in a dash and its data centre, such as "-us21". Copy the whole key.',
    )
    .optional()
    .meta({
      title: 'API key',
      description:
        'Only if you do not connect with "Sign in with Mailchimp". In Mailchimp: your profile → Extras → API keys → Create A Key.',
      secret: true,
    }),
  audience: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9]+$/, 'An audience ID has letters and digits only.')
    .meta({ title: 'Audience ID', description: 'In Mailchimp: Audience → More options → Audience settings, under "Audience ID".' }),
  doubleOptIn: z.boolean().default(false).meta({
    title: 'Always ask to confirm',
    description: 'Mailchimp sends every new person a confirmation e-mail first, also those who agreed on your site.',
  }),
  store: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,49}$/, 'A store ID has letters, digits, dashes and underscores only, such as "my-shop".')
    .optional()
    .meta({
      title: 'Store ID',
      description:
        'For orders and customers. Any short name, such as "my-shop": Handoff makes the store with the first order. Do not enter the store of another integration, or every order counts twice.',
    }),
  eraseForGood: z.boolean().default(true).meta({
    title: 'Delete people permanently',
    description:
      'When somebody asks to be erased, delete them from the audience permanently. That cannot be undone, and afterwards Mailchimp takes the address back from nobody but its owner, through a Mailchimp sign-up form. Without it you are told to delete them by hand.',
  }),
  dataCentre: z
    .string()
    .trim()
    .regex(DATA_CENTRE, 'A data centre looks like "us21".')
    .optional()
    .meta({ title: 'Data centre', description: 'Filled in when you sign in with Mailchimp. With an API key it is not needed.' }),
});
export type Settings = z.infer<typeof Settings>;

/** `us21`: the end of the API key, or what sign-in told us. */
export function dataCentreOf(settings: Pick<Settings, 'apiKey' | 'dataCentre'>): string {
  const found = settings.apiKey?.slice(settings.apiKey.lastIndexOf('-') + 1) ?? settings.dataCentre;
  if (found !== undefined) return found;
  throw new DestinationFailure({
    kind: 'reauth',
    code: 'no_data_centre',
    message: 'It is not known in which Mailchimp data centre this account lives. Connect Mailchimp again, or enter an API key.',
  });
}

/** The part of Mailchimp's OAuth metadata answer that we use. */
const Metadata = z.looseObject({ dc: z.string().regex(DATA_CENTRE) });

/** Mailchimp's token answer does not say where the account lives; a second question does. */
export async function settingsFromToken(answer: Record<string, unknown>, fetch: Fetch): Promise<Partial<Settings>> {
  const response = await fetch(
    new Request('https://login.mailchimp.com/oauth2/metadata', {
      headers: { accept: 'application/json', authorization: `OAuth ${String(answer['access_token'])}` },
      redirect: 'manual',
    }),
  );
  const metadata = Metadata.safeParse(await response.json().catch(() => undefined));
  if (response.ok && metadata.success) return { dataCentre: metadata.data.dc };
  throw new DestinationFailure({
    kind: 'reauth',
    code: 'no_data_centre',
    message:
      'Mailchimp accepted the sign-in but did not say in which data centre the account lives. Connect it once more, or use an API key.',
  });
}

/**
 * Mailchimp counts open connections (10) and nothing else. A key stands for its user; sign-in connections
 * are told apart by audience, whose id is unique within Mailchimp.
 */
export function limits(settings: Settings): LimitSpec[] {
  const key = settings.apiKey === undefined ? undefined : createHash('sha256').update(settings.apiKey).digest('hex').slice(0, 12);
  return [{ scope: key === undefined ? `audience:${settings.audience}` : `key:${key}`, max: 100, windowMs: 1000, concurrency: 10 }];
}
