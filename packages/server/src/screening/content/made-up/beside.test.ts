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
const textsOf =
  (comments: typeof madeUp, messages: typeof madeUp = []) =>
  () =>
    Promise.resolve({ comments, messages, mails: [], forms: [], offers: [] });
const kinds = textsOf(madeUp);
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

  it('count together twice as much as few examples, and those of a kind that is not the site’s a tenth of the others', async () => {
    const others = [text('nine at the station', true), text('a free prize', false)];
    const both = textsOf(madeUp, others);
    const found = await besideExamples(site(20, 'a free prize to claim', 'nine at the station'), both, turn);
    expect(found.map(({ features }) => features)).toEqual([...madeUp, ...others].map(({ features }) => features));
    expect(found.map(({ weight }) => weight)).toEqual([0.3, 0.3, 0.3, 0.3, 0.03, 0.03].map((weight) => expect.closeTo(weight, 6)));
    const many = textsOf(Array.from({ length: 100 }, () => madeUp).flat());
    const [one] = await besideExamples(site(20, 'a free prize to claim', 'nine at the station'), many, turn);
    expect(one?.weight).toBeCloseTo((2 * 20) / 400, 6);
  });

  it('are not learned from beside few that no kind of them tells apart', async () => {
    expect(await besideExamples(site(20, 'nine at the station', 'a free prize to claim'), kinds, turn)).toEqual([]);
  });
});
