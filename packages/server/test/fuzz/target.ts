import fc from 'fast-check';
import { type Answered, sound } from './sound.ts';
import type { World } from './world.ts';

/** One door, and what must hold of it. */
export interface Target {
  name: string;
  /** Its part of all inputs, against the others'. */
  share: number;
  property: (world: World) => fc.IAsyncProperty<unknown[]>;
}

/** Fits the input, and is sound in every way an answer must be; a second goes by for every request, so that no limit refuses it. */
export async function ask(world: World, request: Request): Promise<Answered> {
  world.shop.clock.advance(1000);
  const answered = await sound(world, await world.fetch(request));
  world.statuses[answered.status] = (world.statuses[answered.status] ?? 0) + 1;
  return answered;
}

/** @throws Error with what was asked of it, unless it holds. */
export function hold(holds: boolean, what: string, answered: Answered): void {
  if (!holds) throw new Error(`${what}\nstatus ${answered.status}\n${answered.text.slice(0, 1000)}`);
}

/** Notes the events an answer says were accepted. */
export function noteAccepted(world: World, { status, json }: Answered): void {
  if (status !== 202) return;
  const { eventId, results } = json as { eventId?: string; results?: { eventId?: string }[] };
  for (const id of [eventId, ...(results ?? []).map((result) => result.eventId)]) if (id !== undefined) world.accepted.add(id);
}
