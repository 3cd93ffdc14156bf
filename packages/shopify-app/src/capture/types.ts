import type { Envelope } from '@handoff/shared/event';
import type { RecordVersion } from '../records/index.ts';

/** One event to hand over. */
export interface Item {
  envelope: Envelope;
  /** What it tells of, and how new that is. Absent for what happens once and never changes, such as a form. */
  record?: RecordVersion | undefined;
  /** It was long on its way, or proves too little by itself: it is looked up again before it is sent. */
  late?: boolean | undefined;
  /** Worth telling only where it says something else than what was last sent of its record. */
  unlessSame?: boolean | undefined;
  /** Shopify does not say when it was so: its version is that of the last change of anything. */
  undated?: boolean | undefined;
  /** Its data were read from Shopify's API, whichever path brought it. */
  read?: boolean | undefined;
  /** Its data contradict what it says happened; it is sent only if Shopify confirms it. */
  doubtful?: boolean | undefined;
}

/**
 * Which path brings the events. A webhook's data are what Shopify sent, the others' are read from its API: the two shapes
 * differ in small things, which is no change of the record.
 */
export type How = 'webhook' | 'import' | 'reconcile';

/**
 * `sent`: new at the companion · `known`: it had it already · `superseded`: not sent, because something newer about the same
 * record was · `rejected`: the companion refuses this one · `failed`: could not be looked up; try again at `retryAt`.
 */
export type Captured =
  | { outcome: 'sent' | 'known'; eventId: string | undefined; refetched: boolean }
  | { outcome: 'superseded' }
  | { outcome: 'rejected'; message: string }
  | { outcome: 'failed'; message: string; retryAt: number | undefined };

/** Whether the event tells what a record is now. Of these only the newest matters; of all others each does. */
export function tellsState(type: string): boolean {
  return type === 'order.updated' || type === 'customer.updated' || type === 'consent.updated';
}

/** Somebody does not want to hear any more: that always counts, from when we hear of it. */
export function isOptOut({ envelope }: Pick<Item, 'envelope'>): boolean {
  return envelope.type === 'consent.updated' && envelope.consent?.some(({ state }) => state === 'unsubscribed') === true;
}

/** Another process captures for the shop and has not ended in time. */
export class CaptureBusy extends Error {
  override readonly name = 'CaptureBusy';
  /** When to try again, epoch milliseconds. */
  readonly retryAt: number;
  constructor(now: number) {
    super('Another process is handing over this shop’s events.');
    this.retryAt = now + 1000;
  }
}

/** What will be done with one item: an answer that is known already, or what to send. */
export type Planned = { answer: Captured; item: Item; content: string } | { send: Item; content: string; refetched: boolean };
