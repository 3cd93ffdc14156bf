import { CONSENT_TOPICS, consentPayload, customerPayload } from './payloads.ts';
import type { AddressRecord, ConsentChannel, ConsentRecord, ConsentState, CustomerRecord } from './records.ts';
import { assignOrder, gid, ordersOfCustomer, stamp, type ShopState } from './state.ts';

/** What a new customer may be given; everything else is as Shopify would have it. */
export interface CustomerInput {
  email?: string | null;
  phone?: string | null;
  firstName?: string | null;
  lastName?: string | null;
  note?: string | null;
  tags?: string[];
  address?: Partial<AddressRecord>;
  consent?: Partial<Record<ConsentChannel, ConsentState>>;
  /** When the record was made (epoch ms), for a shop with a past. Now where absent. */
  at?: number;
  /** Makes the record without a word to anyone, as if it had been there before the app was. */
  silent?: boolean;
}

export type CustomerChanges = Pick<CustomerInput, 'email' | 'phone' | 'firstName' | 'lastName' | 'note' | 'address'>;

export interface ConsentInput {
  optInLevel?: ConsentRecord['opt_in_level'];
  /** When the person decided (epoch ms); null: Shopify does not know. */
  at?: number | null;
  collectedFrom?: ConsentRecord['consent_collected_from'];
}

/** What happens to a shop's customers. */
export interface CustomerVerbs {
  createCustomer: (input?: CustomerInput) => CustomerRecord;
  editCustomer: (id: number, changes: CustomerChanges) => CustomerRecord;
  setConsent: (id: number, channel: ConsentChannel, state: ConsentState, input?: ConsentInput) => CustomerRecord;
  addTags: (id: number, ...tags: string[]) => CustomerRecord;
  removeTags: (id: number, ...tags: string[]) => CustomerRecord;
  joinSegment: (id: number, segmentId: number) => void;
  leaveSegment: (id: number, segmentId: number) => void;
  deleteCustomer: (id: number) => void;
  /** The second becomes part of the first. */
  mergeCustomers: (keptId: number, deletedId: number) => CustomerRecord;
}

const UNDECIDED: ConsentRecord = { state: 'not_subscribed', opt_in_level: null, consent_updated_at: null, consent_collected_from: null };

export function customerVerbs(shop: ShopState): CustomerVerbs {
  const find = (id: number): CustomerRecord => {
    const customer = shop.customers.get(id);
    if (customer === undefined) throw new Error(`${shop.domain} has no customer ${id}.`);
    return customer;
  };
  const changed = (customer: CustomerRecord): CustomerRecord => {
    customer.updated_at = stamp(shop);
    shop.emit('customers/update', customerPayload(shop, customer));
    return customer;
  };
  const tagged = (customer: CustomerRecord, topic: string, tags: readonly string[]): CustomerRecord => {
    if (tags.length > 0) {
      shop.emit(topic, { customerId: gid('Customer', customer.id), tags, occurredAt: new Date(shop.clock.now()).toISOString() });
    }
    return changed(customer);
  };

  return {
    createCustomer: (input = {}) => {
      const customer = newCustomer(shop, input);
      shop.customers.set(customer.id, customer);
      if (customer.email !== null) shop.emails.set(customer.email, customer.id);
      if (input.silent === true) return customer;
      shop.emit('customers/create', customerPayload(shop, customer));
      for (const channel of channelsIn(input)) shop.emit(CONSENT_TOPICS[channel], consentPayload(shop, customer, channel));
      return customer;
    },
    editCustomer: (id, changes) => {
      const customer = find(id);
      const { email, phone, firstName, lastName, note, address } = changes;
      Object.assign(customer, {
        ...(email === undefined ? {} : { email }),
        ...(phone === undefined ? {} : { phone }),
        ...(firstName === undefined ? {} : { first_name: firstName }),
        ...(lastName === undefined ? {} : { last_name: lastName }),
        ...(note === undefined ? {} : { note }),
        ...(address === undefined ? {} : { default_address: toAddress({ ...customer.default_address, ...address }) }),
      });
      if (customer.email !== null) shop.emails.set(customer.email, customer.id);
      return changed(customer);
    },
    setConsent: (id, channel, state, input = {}) => {
      const customer = find(id);
      if (channel !== 'email' && customer.phone === null) throw new Error(`${id} has no phone number to agree for: Shopify refuses that.`);
      const at = input.at === undefined ? shop.clock.now() : input.at;
      customer.consents[channel] = {
        state,
        opt_in_level: input.optInLevel ?? (state === 'pending' || state === 'subscribed' ? 'single_opt_in' : null),
        consent_updated_at: at === null ? null : stamp(shop, at),
        consent_collected_from: input.collectedFrom ?? 'SHOPIFY',
      };
      customer.updated_at = stamp(shop);
      shop.emit(CONSENT_TOPICS[channel], consentPayload(shop, customer, channel));
      shop.emit('customers/update', customerPayload(shop, customer));
      return customer;
    },
    addTags: (id, ...tags) => {
      const customer = find(id);
      const added = tags.filter((tag) => !customer.tags.includes(tag));
      customer.tags.push(...added);
      return tagged(customer, 'customer.tags_added', added);
    },
    removeTags: (id, ...tags) => {
      const customer = find(id);
      const removed = customer.tags.filter((tag) => tags.includes(tag));
      customer.tags = customer.tags.filter((tag) => !tags.includes(tag));
      return tagged(customer, 'customer.tags_removed', removed);
    },
    joinSegment: (id, segmentId) => shop.emit('customer.joined_segment', segmentPayload(shop, find(id).id, segmentId)),
    leaveSegment: (id, segmentId) => shop.emit('customer.left_segment', segmentPayload(shop, find(id).id, segmentId)),
    deleteCustomer: (id) => {
      const customer = find(id);
      shop.customers.delete(customer.id);
      shop.emit('customers/delete', { id, admin_graphql_api_id: gid('Customer', id), tax_exemptions: [] });
    },
    mergeCustomers: (keptId, deletedId) => {
      const [kept, deleted] = [find(keptId), find(deletedId)];
      for (const order of ordersOfCustomer(shop, deletedId)) assignOrder(shop, order, keptId);
      kept.tags = [...new Set([...kept.tags, ...deleted.tags])];
      kept.phone ??= deleted.phone;
      kept.default_address ??= deleted.default_address;
      kept.updated_at = stamp(shop);
      shop.customers.delete(deletedId);
      shop.emit('customers/merge', {
        admin_graphql_api_customer_kept_id: gid('Customer', keptId),
        admin_graphql_api_customer_deleted_id: gid('Customer', deletedId),
        admin_graphql_api_job_id: null,
        status: 'completed',
        errors: [],
      });
      shop.emit('customers/update', customerPayload(shop, kept));
      return kept;
    },
  };
}

function segmentPayload(shop: ShopState, customerId: number, segmentId: number) {
  return { shop_id: gid('Shop', shop.id), customer_id: gid('Customer', customerId), segment_id: gid('Segment', segmentId) };
}

function newCustomer(shop: ShopState, input: CustomerInput): CustomerRecord {
  const id = shop.nextId();
  const at = stamp(shop, input.at);
  const consent = (channel: ConsentChannel): ConsentRecord => {
    const state = input.consent?.[channel];
    if (state === undefined) return { ...UNDECIDED };
    return { state, opt_in_level: 'single_opt_in', consent_updated_at: at, consent_collected_from: 'SHOPIFY' };
  };
  return {
    id,
    created_at: at,
    updated_at: at,
    first_name: input.firstName ?? null,
    last_name: input.lastName ?? null,
    email: input.email === undefined ? `customer-${id}@example.com` : input.email,
    phone: input.phone ?? null,
    state: 'disabled',
    note: input.note ?? null,
    verified_email: true,
    tax_exempt: false,
    currency: shop.currency,
    locale: 'en',
    default_address:
      input.address === undefined
        ? null
        : toAddress({ first_name: input.firstName ?? null, last_name: input.lastName ?? null, ...input.address }),
    tags: [...(input.tags ?? [])],
    consents: { email: consent('email'), sms: consent('sms'), whatsapp: consent('whatsapp') },
  };
}

/** A whole address; what is not given is not known. */
export function toAddress(given: Partial<AddressRecord>): AddressRecord {
  const { first_name = null, last_name = null } = given;
  return {
    first_name,
    last_name,
    name: [first_name, last_name].filter((part) => part !== null).join(' ') || null,
    company: null,
    address1: null,
    address2: null,
    zip: null,
    city: null,
    province: null,
    province_code: null,
    country: null,
    country_code: null,
    phone: null,
    ...given,
  };
}

function channelsIn({ consent = {} }: CustomerInput): ConsentChannel[] {
  return (['email', 'sms', 'whatsapp'] as const).filter((channel) => consent[channel] !== undefined);
}
