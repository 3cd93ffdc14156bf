import { describe, expect, it } from 'vitest';
import { sendInBatches } from './batch.ts';
import { DestinationFailure } from './types.ts';

const permanent = (message: string) => new DestinationFailure({ kind: 'permanent', code: 'bad', message, problems: [] });
const retry = () => new DestinationFailure({ kind: 'retry', code: 'later', message: 'later' });
const isAboutRecords = (failure: DestinationFailure) => failure.classification.kind === 'permanent';

const run = async (inputs: string[], send: (inputs: string[]) => (string | DestinationFailure)[], size = 3) => {
  const calls: string[][] = [];
  const outcomes = await sendInBatches(inputs, {
    size,
    keyOf: (input) => input.charAt(0),
    isAboutRecords,
    send: async (part) => {
      calls.push(part);
      return send(part);
    },
  });
  return { calls, outcomes: outcomes.map((outcome) => (outcome instanceof DestinationFailure ? outcome.message : outcome)) };
};
const done = (inputs: string[]) => inputs.map((input) => `${input} done`);

describe('sendInBatches', () => {
  it('keeps to the size, never puts a key twice in a call, and keeps the order of both', async () => {
    const { calls, outcomes } = await run(['a1', 'b1', 'a2', 'c1', 'd1'], done);
    expect(calls).toEqual([
      ['a1', 'b1', 'c1'],
      ['a2', 'd1'],
    ]);
    expect(outcomes).toEqual(['a1 done', 'b1 done', 'a2 done', 'c1 done', 'd1 done']);
  });

  it('finds the one bad record of a call that was refused as a whole', async () => {
    const { calls, outcomes } = await run(
      ['a', 'b', 'c', 'd'],
      (part) => {
        if (part.includes('c')) throw permanent('c is bad');
        return done(part);
      },
      4,
    );
    expect(outcomes).toEqual(['a done', 'b done', 'c is bad', 'd done']);
    expect(calls).toEqual([['a', 'b', 'c', 'd'], ['a', 'b'], ['c', 'd'], ['c'], ['d']]);
  });

  it('stops at a failure that is not about the records, and keeps what was done before', async () => {
    const { calls, outcomes } = await run(
      ['a', 'b', 'c'],
      (part) => {
        if (part.includes('b')) throw retry();
        return done(part);
      },
      1,
    );
    expect(calls).toEqual([['a'], ['b']]);
    expect(outcomes).toEqual(['a done', 'later', 'later']);
  });

  it('passes on single refusals, and does not hide an error of our own', async () => {
    expect((await run(['a', 'b'], () => ['a done', permanent('no')])).outcomes).toEqual(['a done', 'no']);
    const broken = run(['a'], () => {
      throw new TypeError('ours');
    });
    await expect(broken).rejects.toThrow('ours');
  });
});
