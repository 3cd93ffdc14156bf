import { eventName } from '../flow/event-words.ts';
import { fill, type Translate } from '../translate.ts';

export type Group = Readonly<Record<string, unknown>>;

export interface About {
  /** The kind of event: "Form submitted". */
  kind: string;
  /** Which form, order or page: "Ask us", "Order #1001"; null where the event does not say. */
  title: string | null;
}

/** What Shopify tells of refunds and edits names the order by an id that nobody knows it by. */
const MACHINE_ID = /^\d{10,}$/;

/** What an event is about, for a line of a list. The envelope is absent where it was not asked for, and nearly empty once erased. */
export function aboutEvent(type: string, envelope: Group | undefined, t: Translate): About {
  return { kind: eventName(type, t), title: titleOf(asGroup(envelope?.['data']), t) };
}

function titleOf(data: Group, t: Translate): string | null {
  const form = asGroup(data['form']);
  const named = asText(form['title']) ?? asText(data['postTitle']);
  if (named !== undefined) return named;
  const id = asText(data['orderId']);
  const number = asText(data['number']) ?? (id !== undefined && MACHINE_ID.test(id) ? undefined : id);
  if (number !== undefined) return fill(t('Order {number}'), { number });
  const formId = asText(form['id']);
  return formId === undefined ? null : fill(t('form {id}'), { id: formId });
}

/** A member of an envelope as a group of members; empty where it is none. */
export function asGroup(value: unknown): Group {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Group) : {};
}

function asText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
