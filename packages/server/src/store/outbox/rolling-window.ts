import { z } from 'zod';
import type { Budget, LimitRow, UnitLimit } from './budget.ts';

/** How finely a window is counted: what was used in a slot is free again when the whole slot is out of the window. */
const SLOTS = 96;

const Slots = z.array(z.tuple([z.int(), z.number()]));

/**
 * For limits of hours and days: all that is left of the window may go out at once. Spread evenly, a shop that uses a tenth
 * of its day's allowance would still wait for hours.
 */
export function openWindow(row: LimitRow, { max, windowMs }: UnitLimit, now: number): Budget {
  const slotMs = Math.ceil(windowMs / SLOTS);
  const freeAt = (slot: number) => (slot + 1) * slotMs + windowMs;
  const current = Math.floor(now / slotMs);
  const stored = row.slots === null ? [] : Slots.parse(JSON.parse(row.slots));
  // A slot further ahead than a window is of a clock that was set back.
  const slots = stored.filter(([slot]) => freeAt(slot) > now && slot * slotMs <= now + windowMs).toSorted(([a], [b]) => a - b);
  const left = max - slots.reduce((sum, [, used]) => sum + used, 0);
  return {
    left,
    leftAt: (wanted) => {
      let there = left;
      if (there >= wanted) return now;
      for (const [slot, used] of slots) {
        there += used;
        if (there >= wanted) return freeAt(slot);
      }
      return now;
    },
    turnMs: 1,
    spend: (amount) => {
      const changed = new Map(slots);
      changed.set(current, Math.max(0, (changed.get(current) ?? 0) + amount));
      return { slots: JSON.stringify([...changed]), updated_at: now };
    },
  };
}
