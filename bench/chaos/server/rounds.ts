import { setTimeout as pause } from 'node:timers/promises';
import type { Fleet } from '../lib/fleet.ts';
import type { Random } from '../lib/random.ts';
import type { Senders } from './senders.ts';

export interface RoundsPlan {
  rounds: number;
  /** How many servers run in a round. */
  sizeOf: (round: number) => number;
  random: Random;
  /** Ends the chosen number of servers as harshly as the scenario does. */
  strike: (count: number) => Promise<void>;
  say: (text: string) => void;
}

/** The longest a server works before it is struck, counted from the round's first 202. */
const LONGEST_LIFE_MS = 2500;
const FIRST_WORD_MS = 30_000;

/** Strikes servers in the middle of their load, with events under way, again and again on the same data. */
export async function runRounds(fleet: Fleet, senders: Senders, plan: RoundsPlan): Promise<void> {
  for (let round = 1; round <= plan.rounds; round += 1) {
    const size = plan.sizeOf(round);
    const before = senders.acknowledged.length;
    await fleet.raise(size);
    await acknowledgedOne(senders);
    await pause(plan.random.between(0, LONGEST_LIFE_MS));
    const victims = plan.random.whole(1, size);
    for (let waits = 0; senders.underWay() === 0 && waits < 1000; waits += 1) await pause(1);
    const underWay = senders.underWay();
    await plan.strike(victims);
    plan.say(
      `  round ${round}: ${victims} of ${size} struck, ${senders.acknowledged.length - before} events acknowledged in it, ${underWay} under way`,
    );
  }
}

async function acknowledgedOne(senders: Senders): Promise<void> {
  const patience = new AbortController();
  const tooLate = pause(FIRST_WORD_MS, undefined, { signal: patience.signal }).then(() => {
    throw new Error(`No event was acknowledged within ${FIRST_WORD_MS / 1000} s of a start. ${senders.refused[0] ?? ''}`);
  });
  await Promise.race([senders.nextAcknowledgement(), tooLate]);
  patience.abort();
  await tooLate.catch(() => undefined);
}
