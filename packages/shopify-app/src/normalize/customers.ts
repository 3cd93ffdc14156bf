import type { Consent, CustomerData, Envelope } from '@handoff/shared/event';
import { z } from 'zod';
import { ConsentPayload, toConsent } from './consents.ts';
import { bareId, Id, readId } from './ids.ts';
import { Decimal } from './money.ts';
import { toTags } from './order-data.ts';
import { CustomerPayload, protectedData, toAddress, toSubject } from './people.ts';
import { compact, occurredAt, readPayload, utcMs } from './read.ts';
import type { Normaliser, Run } from './types.ts';

const text = z.string().nullish();

/** Tags, totals and consent come only in API versions before 2025-01; since then they have topics of their own. */
const CustomerEventPayload = CustomerPayload.extend({
  created_at: text,
  updated_at: text,
  state: text,
  note: text,
  verified_email: z.boolean().nullish(),
  currency: text,
  tags: text,
  orders_count: z.number().nullish(),
  total_spent: Decimal.nullish(),
  email_marketing_consent: ConsentPayload.nullish(),
  sms_marketing_consent: ConsentPayload.nullish(),
});
type CustomerEventPayload = z.infer<typeof CustomerEventPayload>;

/** The normaliser of `customers/create` and `customers/update`. A creation keeps its key however late an import finds it. */
export function customerNormaliser(type: 'customer.created' | 'customer.updated'): Normaliser {
  return (payload, run) => {
    const customer = readPayload(CustomerEventPayload, payload, run);
    if (customer === undefined) return 'unreadable';
    const customerId = readId(customer.id, customer.admin_graphql_api_id, '/id', run);
    const at = occurredAt(run, type === 'customer.created' ? customer.created_at : customer.updated_at);
    const consent = consentsOf(customer, run);
    return {
      type,
      nativeId: customerId,
      nativeVersion: String(utcMs(at)),
      occurredAt: at,
      subject: toSubject({ customer }, run),
      context: protectedData('email', '/email', [customer.email], run),
      data: toCustomerData(customer, customerId),
      ...(consent.length === 0 ? {} : { consent }),
    };
  };
}

function toCustomerData(customer: CustomerEventPayload, customerId: string): CustomerData {
  return {
    customerId,
    ...compact({
      state: customer.state,
      note: customer.note,
      tags: toTags(customer.tags),
      address: toAddress(customer.default_address),
      ordersCount: customer.orders_count,
      totalSpent: customer.total_spent,
      currency: customer.currency,
      verifiedEmail: customer.verified_email,
    }),
  };
}

function consentsOf(customer: CustomerEventPayload, run: Run): Consent[] {
  const { email_marketing_consent: email, sms_marketing_consent: sms } = customer;
  return [
    ...(email ? [toConsent('email', email, '/email_marketing_consent', run)] : []),
    ...(sms ? [toConsent('sms', sms, '/sms_marketing_consent', run)] : []),
  ];
}

const DeletedPayload = z.object({ id: Id, admin_graphql_api_id: text });

export const customerDeleted: Normaliser = (payload, run) => {
  const read = readPayload(DeletedPayload, payload, run);
  if (read === undefined) return 'unreadable';
  const customerId = readId(read.id, read.admin_graphql_api_id, '/id', run);
  return {
    type: 'customer.deleted',
    nativeId: customerId,
    occurredAt: occurredAt(run),
    subject: toSubject({ customer: { id: customerId } }, run),
    data: { customerId },
  };
};

const MergePayload = z.object({
  admin_graphql_api_customer_kept_id: Id,
  admin_graphql_api_customer_deleted_id: Id,
  status: z.string(),
  errors: z.array(z.object({ message: text })).nullish(),
});

/** Shopify reports failed merges under the same topic: then both customers are still there, and no event may say otherwise. */
export const customerMerged: Normaliser = (payload, run) => {
  const read = readPayload(MergePayload, payload, run);
  if (read === undefined) return 'unreadable';
  if (read.status.toLowerCase() !== 'completed') {
    const why = read.errors
      ?.map(({ message }) => message)
      .filter(Boolean)
      .join(' ');
    run.problems.push({
      path: '/status',
      message: `Shopify did not merge these customers (${read.status}${why ? `: ${why}` : ''}). Nothing was sent on; merge them again in Shopify if they should be one.`,
    });
    return 'nothing';
  }
  const customerId = bareId(read.admin_graphql_api_customer_kept_id);
  const mergedCustomerId = bareId(read.admin_graphql_api_customer_deleted_id);
  return {
    type: 'customer.merged',
    nativeId: customerId,
    nativeVersion: mergedCustomerId,
    occurredAt: occurredAt(run),
    subject: toSubject({ customer: { id: customerId } }, run),
    data: { customerId, mergedCustomerId },
  };
};

const TagsPayload = z.object({ customerId: Id, tags: z.array(z.string()), occurredAt: text });

/** The payload holds the changed tags only, so they are not under `tags`, which elsewhere is the whole list. */
export function tagsNormaliser(change: 'added' | 'removed'): Normaliser {
  return (payload, run) => {
    const read = readPayload(TagsPayload, payload, run);
    if (read === undefined) return 'unreadable';
    const customerId = readId(read.customerId, undefined, '/customerId', run);
    const at = occurredAt(run, read.occurredAt);
    return {
      type: 'customer.tagged',
      nativeId: customerId,
      // Two changes can have the same time.
      nativeVersion: `${change}-${utcMs(at)}-${digestOf(read.tags)}`,
      occurredAt: at,
      subject: toSubject({ customer: { id: customerId } }, run),
      data: { customerId, [change === 'added' ? 'tagsAdded' : 'tagsRemoved']: read.tags },
    };
  };
}

/** The same for the same tags in any order (FNV-1a). Short: it tells changes of one moment apart, and proves nothing. */
function digestOf(tags: string[]): string {
  let digest = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(JSON.stringify(tags.toSorted()))) digest = Math.imul(digest ^ byte, 0x01000193) >>> 0;
  return digest.toString(36);
}

/** By what key earlier versions told a change of tags: without its digest. Undefined for what is none. */
export function formerKeyOf({ type, idempotencyKey }: Pick<Envelope, 'type' | 'idempotencyKey'>): string | undefined {
  return type === 'customer.tagged' ? idempotencyKey.slice(0, idempotencyKey.lastIndexOf('-')) : undefined;
}
