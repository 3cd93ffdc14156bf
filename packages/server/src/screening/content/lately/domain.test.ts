import { expect, it } from 'vitest';
import { extract } from '../features.ts';
import { findNew } from './domain.ts';
import { type Text, textOf } from './text.ts';

const turn = () => Promise.resolve();
const text = (words: string, spam: boolean, recent: number): Text => textOf({ features: extract([words]), spam, recent });
const GOODS = ['lamps', 'tables', 'chairs', 'vases', 'clocks', 'mirrors', 'shelves', 'carpets', 'curtains', 'candles'];
const PLACES = ['Norway', 'Bergen', 'Oslo', 'Graz', 'Vienna', 'Porto', 'Turin', 'Lyon', 'Ghent', 'Bonn'];
const shop = (goods: string, place: string, recent = 0) =>
  text(`Hello, do you ship ${goods} to ${place}, and how long does it take?`, false, recent);
const earlier = PLACES.flatMap((place) => GOODS.map((goods) => shop(goods, place)));

it('what was corrected amid a new domain is of it, also where it is like nothing else there', async () => {
  const comments = GOODS.flatMap((goods, at) => [
    text(`this song makes me cry every time, the ${goods} part is the best`, false, 2 * at),
    text(`please subscribe to my channel, i sing about ${goods} every friday`, true, 2 * at + 1),
  ]);
  const odd = text('do you take it in ten days', false, 10.5);
  const usual = GOODS.map((goods, at) => shop(goods, 'Kiel', 30 + at));
  const found = await findNew([...comments, odd, ...usual], earlier, [], turn);
  expect(found?.unlike).toContain(odd);
  expect(found?.unlike).toEqual(expect.arrayContaining(comments));
  expect(usual.filter((one) => found?.unlike.includes(one))).toEqual([]);
});
