import { saysTheSame } from './content.ts';
import { isOptOut, tellsState, type How, type Item } from './types.ts';
import type { Version } from './versions.ts';

/**
 * `send`: as it is, nothing can be the matter · `ask`: first whether the companion has it already · `refresh`: its data may
 * be old, so look the record up · `superseded`: something newer was sent, and only the newest matters.
 */
export type Judgement = 'send' | 'ask' | 'refresh' | 'superseded';

/**
 * What to do with an event, seen what was last sent about its record. `content` is the event's own digest. What is asked
 * for needlessly costs a question; what is sent needlessly would be kept as a revision of itself.
 */
export function judge(item: Item, content: string, how: How, last: Version | undefined): Judgement {
  const { record, envelope } = item;
  const unasked = how === 'webhook' ? 'send' : 'ask';
  if (record === undefined) return isAskedFor(envelope.type) ? 'ask' : unasked;
  if (last !== undefined && record.version < last.version) {
    // The date of an opt-out can lie before a consent that was told: of another address, or another app's. Shopify knows what holds.
    return tellsState(envelope.type) && !isOptOut(item) ? 'superseded' : 'refresh';
  }
  if (item.late === true || item.doubtful === true) return 'refresh';
  if (last === undefined || record.version > last.version) return unasked;
  // The version that was noted says nothing of what else was sent with it, by whichever path.
  if (!saysTheSame(content, last.content)) return 'refresh';
  return item.unlessSame === true ? 'superseded' : 'ask';
}

/** A checkout changes with every keystroke and is told of once. */
function isAskedFor(type: string): boolean {
  return type === 'checkout.started';
}
