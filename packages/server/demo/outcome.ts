import type { DeliveryDetail, EventDetail } from '@handoff/shared/api';
import type { z } from 'zod';
import type { Chapter, Fate, Place, Sending } from './story.ts';

export type Event = z.output<typeof EventDetail>;
export type Delivery = z.output<typeof DeliveryDetail>;

/** One sending and all that is known of it afterwards. */
export interface Outcome {
  /** Its number in the story, from 1. */
  no: number;
  chapter: Chapter;
  sending: Sending;
  /** Of the person it is about, as sent. */
  email: string | undefined;
  status: number;
  /** What the server called it: `accepted`, `repeat`, `revision`, or the code of its error. */
  answer: string;
  /** What the server said about an error. */
  message: string | undefined;
  /** The event it became, or is a repeat of. */
  event: Event | undefined;
  /** With their attempts; empty for a repeat, whose deliveries belong to the first. */
  deliveries: PlacedDelivery[];
}

export interface PlacedDelivery extends Delivery {
  place: Place;
}

/** What became of an event that was kept; undefined while it waits. */
export function fateOf(event: Event): Fate | undefined {
  if (event.state === 'parked' || event.state === 'revision') return event.state;
  return event.verdict ?? undefined;
}

/** Whether an event goes on to destinations. */
export function goesOn(event: Event): boolean {
  return event.verdict === 'accept' || event.verdict === 'review';
}
