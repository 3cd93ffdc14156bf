import type { Customer } from '../admin/operations/customers.ts';
import { bareId } from '../normalize/ids.ts';
import { addressPayload } from './address-payload.ts';
import { spellAmount } from './amounts.ts';
import type { ConsentRecord, CustomerRecord, Payload, Shown } from './types.ts';

/** A customer of GraphQL as `customers/*` and the consent topics would bring them. */
export function customerRecord(customer: Customer, shown: Shown): CustomerRecord {
  const { amountSpent, defaultEmailAddress, defaultPhoneNumber } = customer;
  const noEmail = shown.email ? '' : null;
  return {
    kind: 'customer',
    id: bareId(customer.id),
    version: Date.parse(customer.updatedAt),
    payload: {
      id: bareId(customer.id),
      admin_graphql_api_id: customer.id,
      created_at: customer.createdAt,
      updated_at: customer.updatedAt,
      first_name: customer.firstName,
      last_name: customer.lastName,
      email: defaultEmailAddress?.emailAddress ?? noEmail,
      phone: defaultPhoneNumber?.phoneNumber ?? null,
      state: customer.state.toLowerCase(),
      note: customer.note,
      verified_email: customer.verifiedEmail,
      currency: amountSpent.currencyCode,
      tags: customer.tags.join(', '),
      orders_count: customer.numberOfOrders,
      total_spent: spellAmount(amountSpent.amount, amountSpent.currencyCode),
      default_address: addressPayload(customer.defaultAddress),
    },
    consents: consentsOf(customer).filter((consent) => consent !== undefined),
  };
}

function consentsOf({ id, updatedAt, defaultEmailAddress: email, defaultPhoneNumber: phone }: Customer): (ConsentRecord | undefined)[] {
  const customer = { id: bareId(id), updatedAt };
  return [
    email &&
      consentRecord(customer, {
        channel: 'email',
        topic: 'customers_email_marketing_consent/update',
        state: email.marketingState,
        at: email.marketingUpdatedAt,
        payload: (state) => ({
          customer_id: customer.id,
          email_address: email.emailAddress,
          email_marketing_consent: {
            state,
            opt_in_level: email.marketingOptInLevel?.toLowerCase() ?? null,
            consent_updated_at: email.marketingUpdatedAt,
          },
        }),
      }),
    phone &&
      consentRecord(customer, {
        channel: 'sms',
        topic: 'customers_marketing_consent/update',
        state: phone.smsMarketingConsent.state,
        at: phone.smsMarketingConsent.updatedAt,
        payload: (state) => ({
          id: customer.id,
          phone: phone.phoneNumber,
          sms_marketing_consent: {
            state,
            opt_in_level: phone.smsMarketingConsent.optInLevel?.toLowerCase() ?? null,
            consent_updated_at: phone.smsMarketingConsent.updatedAt,
            consent_collected_from: phone.smsMarketingConsent.collectedFrom?.toLowerCase() ?? null,
          },
        }),
      }),
    phone &&
      consentRecord(customer, {
        channel: 'whatsapp',
        topic: 'customers_whats_app_marketing_consent/update',
        state: phone.whatsAppMarketingConsent.state,
        at: phone.whatsAppMarketingConsent.updatedAt,
        payload: (state) => ({
          customer_id: customer.id,
          phone_number: phone.phoneNumber,
          whats_app_marketing_consent: {
            state,
            opt_in_level: phone.whatsAppMarketingConsent.optInLevel?.toLowerCase() ?? null,
            updated_at: phone.whatsAppMarketingConsent.updatedAt,
            collected_from: phone.whatsAppMarketingConsent.collectedFrom?.toLowerCase() ?? null,
          },
        }),
      }),
  ].map((consent) => consent ?? undefined);
}

interface Statement {
  channel: string;
  topic: string;
  state: string;
  at: string | null;
  payload: (state: string) => Payload;
}

/**
 * Nobody is subscribed without a time of their decision: it is the evidence, and without it there is nothing by which a
 * newer decision could win. An opt-out counts all the same, as of the customer's last change. Who never decided
 * anything has no statement.
 */
function consentRecord(customer: { id: string; updatedAt: string }, statement: Statement): ConsentRecord | undefined {
  // GraphQL has a word of its own for who never subscribed by phone.
  const state = statement.state === 'NEVER_SUBSCRIBED' ? 'not_subscribed' : statement.state.toLowerCase();
  if (statement.at === null && state !== 'unsubscribed') return undefined;
  return {
    kind: `consent:${statement.channel}`,
    id: customer.id,
    version: Date.parse(statement.at ?? customer.updatedAt),
    topic: statement.topic,
    undated: statement.at === null,
    payload: statement.payload(state),
  };
}
