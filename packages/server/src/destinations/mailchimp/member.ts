import type { Problem } from '@handoff/shared/event';
import { z } from 'zod';
import { DestinationFailure, type CallContext } from '../kit/index.ts';
import { memberHash } from './classify.ts';
import { dataCentreOf, type Settings } from './settings.ts';

/** A member as Mailchimp shows one, as far as we read it. */
const Member = z.looseObject({
  id: z.string(),
  email_address: z.string(),
  status: z.enum(['subscribed', 'unsubscribed', 'cleaned', 'pending', 'transactional', 'archived']),
  web_id: z.number().optional(),
  contact_id: z.string().optional(),
  full_name: z.string().optional(),
  merge_fields: z.record(z.string(), z.unknown()).default({}),
  marketing_permissions: z.array(z.looseObject({ marketing_permission_id: z.string(), enabled: z.boolean() })).default([]),
  language: z.string().default(''),
  tags: z.array(z.looseObject({ name: z.string() })).default([]),
});
export type Member = z.infer<typeof Member>;

export function memberPath(settings: Settings, email: string): string {
  return `/3.0/lists/${settings.audience}/members/${memberHash(email)}`;
}

/** The member with this address; undefined where the audience has none. A permanently deleted one looks the same. */
export async function findMember(ctx: CallContext<Settings>, email: string): Promise<Member | undefined> {
  try {
    return readMember((await ctx.call({ method: 'GET', path: memberPath(ctx.settings, email) })).json);
  } catch (error) {
    if (error instanceof DestinationFailure && error.response?.status === 404) return undefined;
    throw error;
  }
}

export function readMember(json: unknown): Member {
  const member = Member.safeParse(json);
  if (member.success) return member.data;
  throw new DestinationFailure({
    kind: 'retry',
    code: 'unreadable_answer',
    message: 'Mailchimp answered with something that is not a member record. It will be tried again.',
  });
}

/** The member's page in Mailchimp. */
export function memberUrl(settings: Settings, member: Member): string | undefined {
  if (member.web_id === undefined) return undefined;
  return `https://${dataCentreOf(settings)}.admin.mailchimp.com/lists/members/view?id=${member.web_id}`;
}

/** What Mailchimp kept otherwise than it was sent, or dropped. */
export function differencesFrom(sent: { email_address: string; merge_fields?: Record<string, unknown> }, kept: Member): Problem[] {
  const differences: Problem[] = [];
  if (kept.email_address.toLowerCase() !== sent.email_address.toLowerCase()) {
    differences.push({ path: '/email', message: `Mailchimp kept "${kept.email_address}" instead of "${sent.email_address}".` });
  }
  for (const [tag, value] of Object.entries(sent.merge_fields ?? {})) {
    const before = flat(value);
    const after = flat(kept.merge_fields[tag]);
    if (before === after) continue;
    const message = after === '' ? `Mailchimp did not keep this value: "${before}".` : `Mailchimp kept "${after}" instead of "${before}".`;
    differences.push({ path: `/mergeFields/${tag}`, message });
  }
  return differences;
}

/** A value as one text. Mailchimp adds empty parts and a default country to an address, so parts it was not sent are left aside. */
function flat(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'object' || value === null) return '';
  return ['addr1', 'addr2', 'city', 'state', 'zip']
    .map((part) => (value as Record<string, unknown>)[part])
    .filter((part) => part !== undefined && part !== '')
    .join(', ');
}
