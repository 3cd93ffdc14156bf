import { parseEnvelope, type Consent, type Envelope } from '@handoff/shared/event';
import { utmOf } from '../normalize/context.ts';
import { compact } from '../normalize/read.ts';
import type { ProxiedVisit } from './signature.ts';
import type { Submission } from './submission.ts';
import { visitTime } from './visit.ts';

/** Who sent it, as the request shows. */
export interface Sender {
  ip: string | undefined;
  userAgent: string | undefined;
}

/**
 * The event of a storefront form, as the WordPress plugin makes it of its forms. The same submission gives the same
 * envelope, however often and whenever the visitor's browser posts it.
 */
export function formEnvelope(submission: Submission, visit: ProxiedVisit, sender: Sender, now: number): Envelope {
  const { id, fields, form } = submission;
  const occurredAt = visitTime(submission.at, now);
  const parsed = parseEnvelope({
    id: `storefront-${id}`,
    idempotencyKey: `form.submitted:shopify-${id}`,
    type: 'form.submitted',
    occurredAt,
    subject: {
      ...subjectOf(fields),
      externalIds: compact({ shopify_shop: visit.shop, shopify_customer: visit.customerId }),
    },
    data: {
      form: { ...form, plugin: 'shopify' },
      kind: submission.kind,
      fields: Object.fromEntries(fields.map(({ key, value }) => [key, value])),
      labels: Object.fromEntries(fields.filter(({ label }) => label !== '').map(({ key, label }) => [key, label])),
      types: Object.fromEntries(fields.map(({ key, type }) => [key, type])),
    },
    context: {
      ...compact({
        ip: sender.ip?.slice(0, 64),
        userAgent: sender.userAgent?.slice(0, 1024),
        page: submission.page,
        referrer: submission.referrer,
        utm: utmOf(submission.page),
        locale: submission.locale,
        secondsToSubmit: submission.seconds,
      }),
      honeypot: submission.honeypot,
      ...(submission.turnstile === undefined ? {} : { turnstile: submission.turnstile }),
    },
    consent: consentOf(submission, occurredAt),
    // Shopify vouches for who is logged in; everything else of the submission is only what somebody posted.
    ...(visit.customerId === undefined
      ? {}
      : { signals: [{ tool: 'shopify', verdict: 'ham', detail: 'Sent by a customer who is logged in.' }] }),
  });
  if (!parsed.ok) throw new Error(`a submission that was read gave no envelope: ${JSON.stringify(parsed.problems)}`);
  return parsed.envelope;
}

/** Theme fields that say whom a value belongs to, by the names Shopify's forms use. */
const PERSON = {
  email: ['email'],
  phone: ['phone', 'phone number'],
  name: ['name', 'full name'],
  firstName: ['first_name', 'first name'],
  lastName: ['last_name', 'last name'],
  company: ['company'],
} as const;

const LONGEST = { email: 320, phone: 64, name: 300, firstName: 150, lastName: 150, company: 300 } as const;

function subjectOf(fields: Submission['fields']): Record<string, string> {
  const said = new Map(fields.map(({ key, value }) => [key.toLowerCase(), Array.isArray(value) ? value.join(' ') : value.trim()]));
  const person = Object.entries(PERSON).map(([part, names]) => {
    const value = names.map((name) => said.get(name)).find((text) => text !== undefined && text !== '');
    return [part, value?.slice(0, LONGEST[part as keyof typeof LONGEST])];
  });
  const subject = compact(Object.fromEntries(person) as Record<string, string | undefined>) as Record<string, string>;
  const name = subject['name'] ?? [subject['firstName'], subject['lastName']].filter(Boolean).join(' ');
  return name === '' ? subject : { ...subject, name };
}

/**
 * What the visitor agreed to. A signup is never more than pending here: whether the shop asks for a confirmation first is
 * Shopify's to know, and its consent webhook says how it ended. A box that was not ticked says nothing, and must not
 * take back what the person agreed to elsewhere.
 */
function consentOf({ kind, consent, page }: Submission, at: string): Consent[] {
  if (consent?.agreed !== true) return [];
  const state = kind === 'signup' ? 'pending' : 'subscribed';
  return [{ channel: 'email', state, at, ...compact({ wording: consent.wording, evidence: page.slice(0, 2000) }) }];
}
