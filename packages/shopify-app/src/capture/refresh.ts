import type { Envelope } from '@handoff/shared/event';
import { AdminError } from '../admin/errors.ts';
import { compact } from '../normalize/read.ts';
import type { Parts } from '../parts.ts';
import { eventsOfCustomer, eventsOfOrder, fetchCustomer, fetchOrder, readMeta, type RecordEvent } from '../records/index.ts';
import { isOptOut, type Item } from './types.ts';

/** What a record is now: the events that its state makes. Undefined: Shopify has it no longer. */
export type Current = RecordEvent[] | undefined;

/**
 * Looks records up, each once a batch. Once Shopify asked to wait or did not answer, nothing more is asked: a batch must not
 * wait for one time-out after another. @throws AdminError
 */
export function createLookup(parts: Parts, shop: string): (about: About) => Promise<Current> {
  const found = new Map<string, Promise<Current>>();
  let trouble: AdminError | undefined;
  const meta = readMeta(shop, parts.ports.clock.now());
  const look = async ({ kind, id }: About): Promise<Current> => {
    if (kind === 'order') {
      const order = await fetchOrder(parts, shop, id);
      return order === undefined ? undefined : eventsOfOrder(order, [], meta).events;
    }
    const customer = await fetchCustomer(parts, shop, id);
    return customer === undefined ? undefined : eventsOfCustomer(customer, meta).events;
  };
  return async (about) => {
    if (trouble !== undefined) throw trouble;
    const key = `${about.kind}:${about.id}`;
    const asked = found.get(key) ?? look(about);
    found.set(key, asked);
    try {
      return await asked;
    } catch (error) {
      if (error instanceof AdminError && error.retryAt !== undefined) trouble = error;
      throw error;
    }
  };
}

/** The record to look up for an event: its own, or that of the person it is about. */
export interface About {
  kind: 'order' | 'customer';
  id: string;
}

/** Where an event's current data are; undefined for what cannot be looked up. */
export function aboutOf({ data, subject }: Envelope): About | undefined {
  if (typeof data['orderId'] === 'string') return { kind: 'order', id: data['orderId'] };
  const customer = typeof data['customerId'] === 'string' ? data['customerId'] : subject?.externalIds?.['shopify_customer'];
  return customer === undefined ? undefined : { kind: 'customer', id: customer };
}

/**
 * The event as its record is now. One that tells of a state becomes the one of the present state, with its own key; one
 * that tells of a moment keeps its key and its time, and is given present data, so that it overwrites nothing newer.
 * Undefined: nothing is left of it to tell.
 */
export function renewed(item: Item, current: RecordEvent[]): Item | undefined {
  const { envelope } = item;
  const record = item.record;
  switch (envelope.type) {
    case 'order.created':
    case 'order.paid':
    case 'order.cancelled':
    case 'order.fulfilled':
    case 'customer.created':
      return withDataOf(item, stateOf(current));
    case 'order.updated':
    case 'customer.updated': {
      if (record?.kind !== 'order' && record?.kind !== 'customer') return withPersonOf(item, stateOf(current));
      const updated = stateOf(current, envelope.type);
      // A record that was changed within the second it was made in has no event of an update by its times.
      return updated === undefined ? withDataOf(item, stateOf(current)) : markedAs(item, updated);
    }
    case 'consent.updated':
      return saidOf(item, current);
    case 'customer.tagged':
      return withTagsOf(item, stateOf(current));
    default:
      return withPersonOf(item, stateOf(current));
  }
}

/**
 * What holds of the item's channel. Where Shopify says nothing of it any more (the number is gone, the address withheld), or
 * nothing as new, an opt-out stands as it came.
 */
function saidOf(item: Item, current: RecordEvent[]): Item | undefined {
  const { record } = item;
  const said = current.find(({ record: { kind } }) => kind === record?.kind);
  const isAsNew = said !== undefined && said.record.version >= (record?.version ?? 0);
  return isOptOut(item) && !isAsNew ? withPersonOf(item, stateOf(current)) : said;
}

/** The latest of the events that carry the record's whole state, or the one of a type. */
function stateOf(current: RecordEvent[], type?: string): RecordEvent | undefined {
  return current.findLast(({ envelope, record: { kind } }) =>
    type === undefined ? kind === 'order' || kind === 'customer' : envelope.type === type,
  );
}

/** What an import brings of the past stays marked as that. A state that came after it is no past: a webhook tells of it too. */
function markedAs({ envelope: { context }, record }: Item, state: RecordEvent): Item {
  if (state.record.version !== record?.version) return state;
  const marks = compact({ quiet: context?.quiet, silent: context?.silent });
  return { ...state, envelope: { ...state.envelope, context: { ...state.envelope.context, ...marks } } };
}

function withDataOf(item: Item, state: RecordEvent | undefined): Item {
  if (state === undefined) return item;
  const { subject, data, consent } = state.envelope;
  const protectedData = state.envelope.context?.['protectedData'];
  return {
    record: state.record,
    envelope: {
      ...item.envelope,
      subject,
      data,
      ...(consent === undefined ? {} : { consent }),
      context: { ...item.envelope.context, ...(protectedData === undefined ? {} : { protectedData }) },
    },
  };
}

/** Topics whose payload names nobody. Without a person such an event reaches no contact at any destination. */
const NAMELESS: ReadonlySet<string> = new Set(['refund.created', 'order.edited', 'customer.tagged', 'customer.merged']);

export function lacksPerson({ envelope: { type, subject }, record }: Item): boolean {
  if (subject?.email !== undefined) return false;
  // Consent by phone names the number alone, and most destinations know people by their e-mail address.
  if (type === 'consent.updated') return true;
  const isNameless = NAMELESS.has(type) || record?.kind === 'purchases' || record?.kind === 'segment';
  return isNameless && subject?.phone === undefined;
}

export function withPerson(item: Item, current: Current): Item {
  return current === undefined ? item : withPersonOf(item, stateOf(current));
}

function withPersonOf(item: Item, state: RecordEvent | undefined): Item {
  const known = state?.envelope.subject;
  if (known === undefined) return item;
  const { subject } = item.envelope;
  return {
    ...item,
    envelope: {
      ...item.envelope,
      subject: { ...known, ...subject, externalIds: { ...known.externalIds, ...subject?.externalIds } },
    },
  };
}

/** Only what is still so: a tag that was taken off again must not come back. */
function withTagsOf(item: Item, state: RecordEvent | undefined): Item | undefined {
  const tags = state?.envelope.data['tags'];
  if (!Array.isArray(tags)) return withPersonOf(item, state);
  const { tagsAdded, tagsRemoved, ...data } = item.envelope.data as { tagsAdded?: string[]; tagsRemoved?: string[] };
  const added = tagsAdded?.filter((tag) => tags.includes(tag)) ?? [];
  const removed = tagsRemoved?.filter((tag) => !tags.includes(tag)) ?? [];
  if (added.length + removed.length === 0) return undefined;
  const still = { ...(added.length === 0 ? {} : { tagsAdded: added }), ...(removed.length === 0 ? {} : { tagsRemoved: removed }) };
  return withPersonOf({ ...item, envelope: { ...item.envelope, data: { ...data, ...still } } }, state);
}
