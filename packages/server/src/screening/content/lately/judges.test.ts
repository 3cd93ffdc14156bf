import { expect, it } from 'vitest';
import { extract } from '../features.ts';
import { judgedBy, trainJudges } from './judges.ts';
import { type Text, textOf } from './text.ts';

const PLACES = ['Hall', 'Chur', 'Wels', 'Lech', 'Zug', 'Aarau', 'Steyr', 'Horn', 'Imst', 'Weiz'];
const text = (words: string, spam: boolean): Text => textOf({ features: extract([words]), spam });
const offer = (place: string) => text(`We bring your site in ${place} to the first page, ask for our offer!`, true);
const enquiry = (place: string) => text(`Is the room in ${place} still free in July, and may dogs come along?`, false);

it('what is long says much by chance, which counts against calling it spam only', async () => {
  const judges = await trainJudges(
    PLACES.flatMap((place) => [offer(place), enquiry(place)]),
    [],
    () => Promise.resolve(),
  );
  const judged = (one: Text, length: number) => judgedBy(judges, { ...one, length });
  const [spam, genuine] = [offer('Graz'), enquiry('Graz')];
  expect(judged(spam, 60)).toBe(judged(spam, 5));
  expect(judged(spam, 60 * Math.E)).toBeCloseTo(judged(spam, 60) - 1, 6);
  expect(judged(genuine, 600)).toBe(judged(genuine, 5));
});
