import type { Envelope, Problem } from '@handoff/shared/event';

/** A payload as Shopify's webhooks have it, so that `normalize` makes the same events of it, whichever way it came. */
export type Payload = Record<string, unknown>;

/** Which record an event tells of, and how new that is: what keeps an older event from overwriting a newer one. */
export interface RecordVersion {
  /** `order`, `refund`, `customer`, `consent:email`, `consent:sms`, `consent:whatsapp`. */
  kind: string;
  /** Without `gid://`. */
  id: string;
  /** The record's own time of change, epoch milliseconds. */
  version: number;
}

export interface OrderRecord extends RecordVersion {
  kind: 'order';
  /** As `orders/*` bring it. */
  payload: Payload;
  /** When the last payment came in: a webhook tells by when it comes. Undefined where none did. */
  paidAt: string | undefined;
  /** The refunds there are, without `gid://`. */
  refundIds: string[];
}

export interface RefundRecord extends RecordVersion {
  kind: 'refund';
  payload: Payload;
}

/** One channel's consent, with the topic by which a webhook brings it. */
export interface ConsentRecord extends RecordVersion {
  topic: string;
  /** Shopify gave no time of the decision: `version` is the customer's last change. */
  undated: boolean;
  payload: Payload;
}

export interface CustomerRecord extends RecordVersion {
  kind: 'customer';
  /** As `customers/*` bring it: without consent, which has events of its own. */
  payload: Payload;
  consents: ConsentRecord[];
}

/** An event made of a record, and the topic whose webhook should have brought it. */
export interface RecordEvent {
  envelope: Envelope;
  record: RecordVersion;
  topic: string;
  /** An update within the second in which the record was made: Shopify need not have announced one. */
  unlessSame?: boolean;
  /** Its record's version is not its own: that grows with whatever else of the customer is changed. */
  undated?: boolean;
}

/** `problems` says what could not be read; what they concern is not among the events. */
export interface RecordEvents {
  events: RecordEvent[];
  problems: Problem[];
}

/** How to read a null: GraphQL writes it for what there is not and for what is withheld alike. */
export interface Shown {
  /** True where the app is approved to see e-mail addresses, so that null says that there is none. */
  email: boolean;
}
