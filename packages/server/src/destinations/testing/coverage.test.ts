import { describe, expect, it } from 'vitest';
import { destinations } from '../registry.ts';
import { coverageOf, specsOf } from './coverage.ts';
import { examplesOf } from './examples-of.ts';

const all = await Promise.all(Object.keys(destinations).map(async (type) => ({ type, examples: await examplesOf(type) })));

// A vendor that publishes no contract has nothing to cover.
describe.each(all.filter(({ examples }) => specsOf(examples).length > 0))('the contract of $type', ({ examples }) => {
  it('is called by the examples, as far as we have use for it, and nothing beside it', async ({ skip }) => {
    const coverage = await coverageOf(examples);
    if (coverage === undefined) return skip(`../shared/specs/{${specsOf(examples).join(',')}} is not there`);
    const { called, published, hit, outside, wronglyNotCalled } = coverage;
    expect(hit.length).toBeGreaterThan(0);
    expect(
      called?.filter((name) => !hit.includes(name)) ?? [],
      'in the contract, and never called: call it, or list it in notCalled',
    ).toEqual([]);
    expect(wronglyNotCalled, 'in notCalled, and yet called or not in the contract').toEqual([]);
    expect(
      hit.filter((name) => published?.includes(name) === false),
      'held against a file that specs does not name',
    ).toEqual([]);
    // A contract of bodies says nothing of calls without one.
    const describesCalls = hit.some((name) => name.includes(' /'));
    expect(
      outside.filter((call) => describesCalls || /^(POST|PUT|PATCH) /.test(call)),
      'called, and in no contract',
    ).toEqual([]);
  });
});
