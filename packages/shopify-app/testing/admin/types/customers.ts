import { toAmount, toUnits } from '../../shop/money.ts';
import type { ConsentChannel, ConsentRecord, CustomerRecord } from '../../shop/records.ts';
import { gid, ordersOfCustomer } from '../../shop/state.ts';
import { inUtc } from '../../shop/time.ts';
import { fields, guarded, node, type Resolvers } from '../node.ts';

const upper = (text: string | null) => text?.toUpperCase() ?? null;

/** A customer's say about one channel, with whom it is about. */
interface Consent {
  customer: CustomerRecord;
  channel: ConsentChannel;
}

const consentOf = ({ customer, channel }: Consent): ConsentRecord => customer.consents[channel];

/** SMS and WhatsApp: `never subscribed` where e-mail says `not subscribed`. */
const phoneConsent = fields<Consent>({
  state: (consent) => (consentOf(consent).state === 'not_subscribed' ? 'NEVER_SUBSCRIBED' : upper(consentOf(consent).state)),
  optInLevel: (consent) => upper(consentOf(consent).opt_in_level),
  updatedAt: (consent) => inUtc(consentOf(consent).consent_updated_at),
  collectedFrom: (consent) => consentOf(consent).consent_collected_from,
});

export const CUSTOMERS: Resolvers = {
  Customer: fields<CustomerRecord>({
    id: ({ id }) => gid('Customer', id),
    legacyResourceId: ({ id }) => String(id),
    createdAt: ({ created_at }) => inUtc(created_at),
    updatedAt: ({ updated_at }) => inUtc(updated_at),
    firstName: ({ first_name }, _, context) => guarded(context, 'name', first_name),
    lastName: ({ last_name }, _, context) => guarded(context, 'name', last_name),
    displayName: ({ first_name, last_name, email }, _, { shop }) =>
      shop.protectedData.name ? [first_name, last_name].filter((part) => part !== null).join(' ') || (email ?? '') : '',
    email: ({ email }, _, context) => guarded(context, 'email', email),
    phone: ({ phone }, _, context) => guarded(context, 'phone', phone),
    defaultEmailAddress: (customer, _, context) =>
      guarded(context, 'email', customer.email === null ? null : node('CustomerEmailAddress', customer)),
    defaultPhoneNumber: (customer, _, context) =>
      guarded(context, 'phone', customer.phone === null ? null : node('CustomerPhoneNumber', customer)),
    defaultAddress: ({ default_address }) => node('MailingAddress', default_address),
    state: ({ state }) => upper(state),
    note: ({ note }) => note,
    tags: ({ tags }) => tags.toSorted(),
    locale: ({ locale }) => locale,
    verifiedEmail: ({ verified_email }) => verified_email,
    taxExempt: ({ tax_exempt }) => tax_exempt,
    numberOfOrders: ({ id }, _, { shop }) => String(ordersOfCustomer(shop, id).length),
    amountSpent: ({ id }, _, { shop }) => {
      const units = ordersOfCustomer(shop, id).reduce((sum, order) => sum + toUnits(order.current_total_price, shop.currency), 0);
      return node('MoneyV2', { amount: toAmount(units, shop.currency), currency_code: shop.currency });
    },
  }),
  CustomerEmailAddress: fields<CustomerRecord>({
    emailAddress: ({ email }) => email,
    marketingState: ({ consents }) => (consents.email.state === 'redacted' ? 'INVALID' : upper(consents.email.state)),
    marketingOptInLevel: ({ consents }) => upper(consents.email.opt_in_level),
    marketingUpdatedAt: ({ consents }) => inUtc(consents.email.consent_updated_at),
    validFormat: ({ email }) => email?.includes('@') ?? false,
  }),
  CustomerPhoneNumber: fields<CustomerRecord>({
    phoneNumber: ({ phone }) => phone,
    marketingState: ({ consents }) => (consents.sms.state === 'invalid' ? 'NOT_SUBSCRIBED' : upper(consents.sms.state)),
    marketingOptInLevel: ({ consents }) => upper(consents.sms.opt_in_level),
    marketingUpdatedAt: ({ consents }) => inUtc(consents.sms.consent_updated_at),
    marketingCollectedFrom: ({ consents }) => consents.sms.consent_collected_from,
    smsMarketingConsent: (customer) => node('CustomerSmsMarketingConsent', { customer, channel: 'sms' } satisfies Consent),
    whatsAppMarketingConsent: (customer) => node('CustomerWhatsAppMarketingConsent', { customer, channel: 'whatsapp' } satisfies Consent),
  }),
  CustomerSmsMarketingConsent: phoneConsent,
  CustomerWhatsAppMarketingConsent: phoneConsent,
};
