import { z } from 'zod';
import { consentMember } from '../kit/consent.ts';
import { quiet } from '../kit/quiet.ts';

const Text = z.string().max(10_000);

/** The parts of a Mailchimp address field. Mailchimp keeps an address only when street, city, state and postcode are all there. */
export const MemberAddress = z.strictObject({
  addr1: Text.optional(),
  addr2: Text.optional(),
  city: Text.optional(),
  state: Text.optional(),
  zip: Text.optional(),
  country: Text.optional(),
});

export const MergeValue = z.union([Text, z.number(), z.boolean(), z.null(), MemberAddress]);
export type MergeValue = z.infer<typeof MergeValue>;

const Tag = z.string().trim().min(1).max(100);

export const Payload = z.strictObject({
  email: z.email('This is not an e-mail address. Map the field that holds it.').max(320).meta({ title: 'E-mail' }),
  consent: consentMember(
    'The event\'s consent, or one of "subscribed", "pending", "unsubscribed", "not_subscribed". Nobody becomes subscribed without it.',
  ),
  mergeFields: z
    .record(z.string().regex(/^[A-Z][A-Z0-9_]{0,29}$/, 'A merge tag looks like FNAME.'), MergeValue)
    .optional()
    .meta({ title: 'Audience fields' }),
  tags: z
    .union([z.string().max(2000), z.array(Tag).max(50)])
    .optional()
    .meta({
      title: 'Tags',
      field: 'list',
      description: 'Added to the tags the person has; never removed. Several in one text are separated by commas.',
    }),
  marketingPermissions: z
    .record(z.string(), z.boolean())
    .optional()
    .meta({ title: 'GDPR permissions', description: 'By permission id, yes or no.' }),
  language: z.string().max(10).optional().meta({ title: 'Language', description: 'Mailchimp\'s language code, such as "de" or "pt_PT".' }),
  quiet,
});
export type Payload = z.infer<typeof Payload>;

/** The tags as a list without repeats. */
export function tagsOf(payload: Payload): string[] {
  const tags = typeof payload.tags === 'string' ? payload.tags.split(',') : (payload.tags ?? []);
  return [...new Set(tags.map((tag) => tag.trim()).filter((tag) => tag !== ''))];
}
