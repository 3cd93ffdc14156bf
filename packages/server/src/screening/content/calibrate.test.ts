import { describe, expect, it } from 'vitest';
import { calibrate } from './calibrate.ts';

const spread = (count: number, from: number, to: number) =>
  Array.from({ length: count }, (_, at) => from + ((to - from) * at) / (count - 1));

describe('the thresholds of a young site', () => {
  const spam = spread(25, 3, 5);

  it('are told by the genuine made-up texts, of which hardly one is above', () => {
    const madeUp = spread(2000, -6, 2);
    const { quarantine } = calibrate(spread(25, -5, -4), spam, madeUp);
    expect(madeUp.filter((score) => score >= quarantine).length).toBeLessThanOrEqual(5);
    // Its own genuine messages are all alike, and say nothing of what others are like.
    expect(quarantine).toBeGreaterThan(1.9);
  });

  it('lie higher where its own genuine messages stray further', () => {
    const madeUp = spread(2000, -6, -2);
    expect(calibrate(spread(25, -4, 2), spam, madeUp).quarantine).toBeGreaterThan(2);
  });

  it('are told by its own once they are many', () => {
    const genuine = spread(1000, -5, 1);
    expect(calibrate(genuine, spam, spread(2000, -6, 4)).quarantine).toBeLessThan(1.2);
  });
});
