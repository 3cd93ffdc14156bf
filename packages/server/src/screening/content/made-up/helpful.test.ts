import { describe, expect, it } from 'vitest';
import { extract } from '../features.ts';
import { learn } from '../learn.ts';
import { type Example, judge } from '../model.ts';
import { helpful, type Kind } from './helpful.ts';

interface Text {
  spam: boolean;
  at: number;
}

const corrections: Text[] = Array.from({ length: 20 }, (_, at) => ({ spam: at < 10, at }));
const kind = (name: number, scoreOf: (text: Text) => number): Kind<Text> => ({ texts: [{ spam: true, at: name }], scoreOf });

describe('of kinds of made-up texts', () => {
  it('the one that tells the corrections apart best is taken', () => {
    const poor = kind(1, ({ at }) => at % 3);
    const good = kind(2, ({ spam, at }) => (spam ? 1 : at === 19 ? 2 : 0));
    const best = kind(3, ({ spam }) => (spam ? 1 : 0));
    expect(helpful([poor, good, best], corrections)).toEqual(best.texts);
    expect(helpful([poor, good], corrections)).toEqual(good.texts);
  });

  it('those that tell them apart as well are, too', () => {
    const best = kind(1, ({ spam }) => (spam ? 1 : 0));
    // Puts one of the spam beside one of the genuine: 99 pairs of 100 are right.
    const hardlyWorse = kind(2, ({ spam, at }) => (at === 0 || at === 19 ? 1 : spam ? 2 : 0));
    const worse = kind(3, ({ spam, at }) => (at < 2 || at > 17 ? 1 : spam ? 2 : 0));
    expect(helpful([best, hardlyWorse, worse], corrections)).toEqual([...best.texts, ...hardlyWorse.texts]);
  });

  it('none is where none tells them apart, or tells them the wrong way round', () => {
    expect(helpful([kind(1, () => 1), kind(2, ({ spam }) => (spam ? 0 : 1))], corrections)).toEqual([]);
  });
});

describe('a site that sells, and hears of comments for the first time', () => {
  const turn = () => Promise.resolve();
  const example = (text: string, spam: boolean, recent?: number): Example => ({
    features: extract([text]),
    spam,
    weight: recent === undefined ? 1 : 20,
    recent,
  });
  const GOODS = ['lamps', 'tables', 'chairs', 'vases', 'clocks', 'mirrors', 'shelves', 'carpets', 'curtains', 'candles'];
  const PLACES = ['Norway', 'Bergen', 'Oslo', 'Graz', 'Vienna', 'Porto', 'Turin', 'Lyon', 'Ghent', 'Bonn'];
  const earlier = PLACES.flatMap((place) =>
    GOODS.flatMap((goods) => [
      example(`Hello, do you ship ${goods} to ${place}, and how long does it take? Thank you.`, false),
      example(`Cheap replica watches, better than ${goods}! Visit http://${place}.example and win cash now!`, true),
    ]),
  );
  const spam = [
    'hey guys i upload a new cover every friday, come and have a look at my channel',
    'please subscribe to me i am only 12 and dream of 500 subs',
    'made $400 yesterday from my sofa, ask me how at easycash.example',
    'if you like this you will love my remix, link on my profile',
    'free gift cards for everybody who signs up at cards.example today',
    'small artist here, one minute of your time would change my life, my song is out now',
    'sub to me and i sub back, promise',
    'get 1000 followers for nothing on grow.example',
    'vote for our band in the city contest please, the page is in my about',
    'thumbs up so that more people can see my video',
  ];
  const genuine = [
    'the drummer is the best part of this song',
    'i cried at 3:12, what a voice',
    'who else came here after the film?',
    'this was my grandmother s favourite, miss her',
    'honestly the old version was better',
    'lol the cat in the background',
    'how did you tune the guitar for this one?',
    'been on repeat since monday',
    'i do not agree with what he says about schools',
    'greetings from Brazil, we love you',
  ];

  it('tells more comments apart than those it was shown', async () => {
    const recent = [...spam, ...genuine].map((text, at) => example(text, at < spam.length, at));
    const model = await learn([...earlier, ...recent], turn);
    if (model === undefined) throw new Error('nothing was learned');
    const score = (text: string) => judge(model, extract([text])) ?? 0;
    const { quarantine } = model.calibration;
    for (const text of [
      'check out my channel for more covers like this, i post twice a week',
      'subscribe to my page and you could win a phone',
      'i am a young rapper from Leeds, would mean a lot if you listened to my track',
    ]) {
      expect([text, score(text) > quarantine]).toEqual([text, true]);
    }
    for (const text of [
      'the chorus gives me goosebumps every time',
      'anyone still listening in december?',
      'his voice cracked at 1:40 and it is perfect',
    ]) {
      expect([text, score(text) > quarantine]).toEqual([text, false]);
    }
  });
});
