import { expect, test } from 'vitest';
import { createAlarm } from './alarm.ts';

function turning() {
  let now = 1000;
  const waiting = new Map<symbol, { at: number; work: () => void }>();
  return {
    now: () => now,
    after: (ms: number, work: () => void) => {
      const key = Symbol('timer');
      waiting.set(key, { at: now + ms, work });
      return () => void waiting.delete(key);
    },
    turn: (to: number) => {
      now = to;
      for (const [key, { at, work }] of waiting) {
        if (at > now) continue;
        waiting.delete(key);
        work();
      }
    },
    timers: () => waiting.size,
  };
}

test('rings at every time it was set to, the earlier ones set later included', () => {
  const clock = turning();
  const rung: number[] = [];
  const alarm = createAlarm(clock, () => rung.push(clock.now()));
  for (const at of [1500, 1200, 1350, 1200]) alarm.set(at);
  for (let now = 1100; now <= 1600; now += 50) clock.turn(now);
  expect(rung).toEqual([1200, 1350, 1500]);
  expect(clock.timers()).toBe(0);
});

test('rings at once for what is past, and keeps silent once cleared', () => {
  const clock = turning();
  let rung = 0;
  const alarm = createAlarm(clock, () => (rung += 1));
  alarm.set(500);
  clock.turn(1000);
  expect(rung).toBe(1);
  alarm.set(1200);
  alarm.clear();
  clock.turn(2000);
  expect(rung).toBe(1);
});

test('rings for each of the turns that are given out for minutes ahead, and for those set earlier than all of very many', () => {
  const clock = turning();
  const rung = new Set<number>();
  const alarm = createAlarm(clock, () => rung.add(clock.now()));
  for (let n = 1; n <= 60_000; n += 1) alarm.set(1000 + n * 10);
  alarm.set(1005);
  clock.turn(1005);
  expect([...rung]).toEqual([1005]);
  for (let now = 1010; now <= 700_000; now += 10) clock.turn(now);
  expect(rung.size).toBe(50_001);
  expect(Math.max(...rung)).toBe(501_000);
});
