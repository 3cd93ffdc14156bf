import { describe, expect, it } from 'vitest';
import { extract } from '../features.ts';
import { besideExamples } from './beside.ts';

const turn = () => Promise.resolve();
const text = (words: string, spam: boolean) => ({ features: extract([words]), spam });
const madeUp = [
  text('win a prize today, claim it here', true),
  text('claim your free prize now', true),
  text('see you at the station at nine', false),
  text('nine is fine, the station it is', false),
];
const kinds = () => Promise.resolve([madeUp]);
/** As many of each kind as make `count`. */
const site = (count: number, spam: string, genuine: string) =>
  Array.from({ length: count }, (_, at) => text(`${at % 2 === 0 ? spam : genuine} ${at}`, at % 2 === 0));

describe('made-up texts beside the examples of a site', () => {
  it('are learned from where by themselves they tell those apart, each counting a tenth', async () => {
    const found = await besideExamples(site(2002, 'a free prize to claim', 'nine at the station'), kinds, turn);
    expect(found).toEqual(madeUp.map((one) => ({ ...one, weight: 0.1 })));
  });

  it('are not where they tell them the wrong way round, or not at all', async () => {
    expect(await besideExamples(site(2002, 'nine at the station', 'a free prize to claim'), kinds, turn)).toEqual([]);
    expect(await besideExamples(site(2002, 'lamps', 'lamps'), kinds, turn)).toEqual([]);
  });

  it('are not even read while a site has few', async () => {
    const unread = () => Promise.reject(new Error('read'));
    expect(await besideExamples(site(2000, 'a free prize to claim', 'nine at the station'), unread, turn)).toEqual([]);
  });
});
