import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { answers, formEvent, reversed } from '../../identity/testing/envelopes.ts';
import { calibrate } from './calibrate.ts';
import { extract, extractPlain } from './features.ts';
import { learnKinds, likeSpam } from './kinds.ts';
import { learn } from './learn.ts';
import { featuresOf, textsOf } from './message.ts';
import { type ContentModel, type Example, judge, judgeText } from './model.ts';
import { normalise } from './normalise.ts';
import { scriptOf } from './script.ts';
import { readFeatures, readModel, writeFeatures, writeModel } from './serial.ts';
import { tokenise } from './tokens.ts';

const turn = () => Promise.resolve();
const GOODS = ['lamps', 'tables', 'chairs', 'vases', 'clocks', 'mirrors', 'shelves', 'carpets', 'curtains', 'candles', 'frames', 'stools'];
const PLACES = ['Norway', 'Bergen', 'Oslo', 'Graz', 'Vienna', 'Porto', 'Turin', 'Lyon', 'Ghent', 'Bonn'];
const genuine = GOODS.flatMap((goods) =>
  PLACES.map((place) => `Hello, do you ship ${goods} to ${place}, and how long does it take? Thank you.`),
);
const spam = GOODS.flatMap((goods) =>
  PLACES.map((place) => `Buy cheap replica watches, better than ${goods}! Visit http://${place}.example and win cash now!`),
);
const examples = (): Example[] =>
  genuine.flatMap((text, index) => [
    { features: extract([text]), spam: false, weight: 1 },
    { features: extract([spam[index] ?? '']), spam: true, weight: 1 },
  ]);
const learned = async (from: Example[]): Promise<ContentModel> => {
  const model = await learn(from, turn);
  if (model === undefined) throw new Error('nothing was learned');
  return model;
};
let once: Promise<ContentModel> | undefined;
let much: Promise<ContentModel> | undefined;
const taught = (): Promise<ContentModel> => (once ??= learned(examples()));
/** Has taught enough to know what spam it gets. */
const taughtMuch = (): Promise<ContentModel> => (much ??= learned(Array.from({ length: 11 }, () => examples()).flat()));
const scoreOf = (model: ContentModel, text: string) => judge(model, extract([text]));

describe('a text without its disguises', () => {
  it.each([
    ['zero-width characters', 'ca\u200Bsi\u200Cno bo\u00ADnus', 'casino bonus'],
    ['look-alike letters', 'саsinо bоnus', 'casino bonus'],
    ['letters of another width', 'ｃａｓｉｎｏ bonus', 'casino bonus'],
    ['gaps', 'c a s i n o bonus', 'casino bonus'],
    ['gaps in several words', 'c a s i n o  b o n u s', 'casino bonus'],
    ['dots', 'c.a.s.i.n.o bonus', 'casino bonus'],
    ['a maimed scheme', 'hxxps://a.example', 'https://a.example'],
    ['a maimed host', 'a[.]com or a(dot)com', 'a.com or a.com'],
    ['capitals', 'CASINO Bonus', 'casino bonus'],
  ])('%s', (_, given, plain) => {
    expect(normalise(given).text).toBe(plain);
  });

  it.each(['привет, сколько стоит доставка', 'καλημερα σας', 'שלום לכם', '你好请问可以寄到台湾吗'])('stays what it is: %s', (text) => {
    expect(normalise(text)).toMatchObject({ text, lookAlikes: 0, invisible: 0, spaced: [] });
  });
});

it('replaces what is personal by its type', () => {
  const { words } = tokenise('ada wrote from ada@example.com, +44 20 7946 0958, about $99.50 and 12345', new Set(['ada']));
  expect(words).toEqual(['<name>', 'wrote', 'from', '<email>', '<phone>', 'about', '<money>', 'and', '<n5>']);
});

it('learns nothing of who writes', () => {
  const said = {
    message: 'Do you repair clocks? Regards, Ada Lovelace',
    name: 'Ada Lovelace',
    mail: 'ada@example.com',
    phone: '+44 20 7946 0958',
  };
  const other = {
    message: 'Do you repair clocks? Regards, Joan Clarke',
    name: 'Joan Clarke',
    mail: 'joan@example.org',
    phone: '0175 5553131',
  };
  const of = (fields: Record<string, string>) => answers(fields, { subject: { name: fields['name'], email: fields['mail'] } });
  expect(textsOf(of(said))).toEqual([said.message]);
  expect(featuresOf(of(said))).toEqual(featuresOf(of(other)));
});

it('learns the same from fields in another order, from another form, and in capitals', () => {
  const event = answers({ topic: 'Delivery to Norway', message: 'How long does it take?' });
  const sorted = (features: object) => Object.values(features).map((hashes: Uint32Array) => hashes.toSorted());
  expect(sorted(featuresOf(reversed(event)))).toEqual(sorted(featuresOf(event)));
  const shouted = answers({ topic: 'DELIVERY TO NORWAY', message: 'HOW LONG DOES IT TAKE?' }, { data: undefined as never });
  expect(sorted(extract(['DELIVERY TO NORWAY', 'HOW LONG DOES IT TAKE?']))).toEqual(sorted(featuresOf(event)));
  expect(shouted).toBeDefined();
  expect(sorted(featuresOf(formEvent({ data: { ...event.data, form: { id: '99' } } })))).toEqual(sorted(featuresOf(event)));
});

it('knows the words in a link, but for the names of whoever sent it', () => {
  const pieces = (texts: string[], names: string[] = []) => [...extractPlain(texts.map(normalise), new Set(names)).pieces];
  expect(pieces(['look http://rank.example/'])).not.toEqual(pieces(['look http://read.example/']));
  expect(pieces(['look http://rank.example/lovelace'])).not.toEqual(pieces(['look http://rank.example/']));
  expect(pieces(['look http://rank.example/lovelace'], ['lovelace'])).toEqual(pieces(['look http://rank.example/']));
});

it('finds in a text what it has always found, so that what a site has taught stays of use', () => {
  const text =
    'Re: your website\nWe came across your website, and your website could rank on page one! ' +
    'Visit http://www.rank.example now, now, NOW. Call +44 20 7946 0958, only $99.50!!!';
  const digest = createHash('sha256').update(writeFeatures(extract([text])));
  // Features that are changed on purpose have another digest: then MODEL_VERSION goes up, and examples taken before are worth less.
  expect(digest.digest('hex')).toBe('cb8f61ed21d1d63ef573a6192fcaf54c51de658cba50f8a1b4d4bbec67467b5a');
});

describe('a model', () => {
  it('is not made of a handful of corrections', async () => {
    expect(await learn(examples().slice(0, 10), turn)).toBeUndefined();
  });

  it('tells apart what was taught, above and below the thresholds it set itself', async () => {
    const model = await taught();
    const { quarantine, review } = model.calibration;
    expect(scoreOf(model, 'Buy cheap replica watches! Visit http://Bonn.example and win cash now!')).toBeGreaterThan(quarantine);
    expect(scoreOf(model, 'Hello, do you ship stools to Bonn, and how long does it take?')).toBeLessThan(review);
  });

  it.each([
    ['another language', 'Szeretném megkérdezni, mikor érkezik meg nagyjából a csomagom. Előre is köszönöm a segítséget.'],
    ['another domain', 'Ombrotrophic sphagnum hummocks alternate with dystrophic lochans; Drosera anglica fringes Rhynchospora lawns.'],
  ])('has no opinion of %s', async (_, text) => {
    expect(scoreOf(await taught(), text)).toBeUndefined();
  });

  it('does not call spam what is in another script', async () => {
    const model = await taught();
    expect(scoreOf(model, 'Здравствуйте, подскажите пожалуйста сколько стоит доставка') ?? 0).toBeLessThan(model.calibration.review);
  });

  it('does not call an enquiry spam for the spam it quotes', async () => {
    const model = await taughtMuch();
    const advert = 'Buy cheap replica watches! Visit http://Bonn.example and win cash now!';
    const quoting = `${advert} ${genuine.filter((_, index) => index % 40 === 0).join(' ')}`;
    expect(scoreOf(model, advert)).toBeGreaterThan(model.calibration.quarantine);
    // By its words, all of which are known, it is rather like spam.
    expect(judgeText(model, extract([quoting])).score).toBeGreaterThan(0);
    expect(scoreOf(model, quoting)).toBeUndefined();
  });

  it('is learned where every fifth message is spam: a fifth is left out at a time, and then all of it', async () => {
    const all = Array.from({ length: 100 }, (_, at): Example => {
      const isSpam = at % 5 === 0;
      return { features: extract([(isSpam ? spam : genuine)[at] as string]), spam: isSpam, weight: 1 };
    });
    expect(await learn(all, turn)).toMatchObject({ spam: 20, genuine: 80 });
  });

  it('knows the kinds of spam a site gets, and how like them a text is', async () => {
    const casinos = GOODS.map((goods) => `Play poker at casino ${goods}! Jackpot bonus, place your bets at the roulette tables tonight!`);
    const pills = GOODS.map(
      (goods) => `Order herbal pills with ${goods}. No prescription needed, discreet parcels, lose weight within weeks.`,
    );
    const adverts = [...casinos, ...pills, ...casinos, ...pills].map((text) => ({ features: extract([text]), spam: true }));
    const kinds = await learnKinds([...adverts, ...genuine.map((text) => ({ features: extract([text]), spam: false }))], turn);
    const alike = (text: string) => likeSpam(kinds, extract([text]));
    const casino = alike('Play poker at casino sofas! Jackpot bonus, place your bets at the roulette tables tonight!');
    const between = alike('Order herbal poker. No casino needed, place your parcels within the roulette, lose bets tonight.');
    expect(casino).toBeGreaterThan(0.6);
    expect(alike('Order herbal pills with sofas. No prescription needed, discreet parcels, lose weight within weeks.')).toBeGreaterThan(
      0.6,
    );
    // Of both kinds by its words, it is neither.
    expect(between).toBeLessThan(casino - 0.2);
    expect(alike(genuine[0] ?? '')).toBeLessThan(between);
  });

  it('doubts a text that shares words with spam and none of its phrases', async () => {
    const model = await taughtMuch();
    const asSaid = scoreOf(model, 'Buy cheap replica watches, better than chairs! Visit http://Bonn.example and win cash now!') ?? 0;
    const shuffled = scoreOf(model, 'cash chairs win visit better now watches cheap than and buy replica') ?? 0;
    expect(asSaid - shuffled).toBeGreaterThan(6);
  });

  it('is less sure of few words than of many of the same kind', async () => {
    const model = await taught();
    const short = scoreOf(model, 'Buy cheap replica watches') ?? 0;
    expect(scoreOf(model, 'Buy cheap replica watches, better than chairs! Visit http://Bonn.example and win cash now!')).toBeGreaterThan(
      short,
    );
  });

  it('sees through disguises', async () => {
    const model = await taught();
    const plain = scoreOf(model, 'Buy cheap replica watches! Visit http://Bonn.example and win cash now!');
    expect(scoreOf(model, 'Buy ch\u200Beap r e p l i c a wаtсhеs! Visit hxxp://Bonn.example and win cash now!')).toBeCloseTo(plain ?? 0, 5);
  });

  it('comes out the same from the same examples, and from its own text', async () => {
    const model = await taught();
    const text = writeModel(model);
    expect(writeModel(await learned(examples()))).toBe(text);
    const read = readModel(text);
    expect(read && scoreOf(read, 'Visit http://Bonn.example')).toBe(scoreOf(model, 'Visit http://Bonn.example'));
    expect(readModel(text.replace(/"version":\d+/u, '"version":0'))).toBeUndefined();
    expect(text.length).toBeLessThan(2_000_000);
  });

  it('has no opinion of a text far longer than any that was taught', async () => {
    const model = await taught();
    const long = `${spam[0]} ${Array.from({ length: 100 }, (_, index) => `word${'abcdefghij'[index % 10]}${'klmnopqrst'[Math.floor(index / 10)]}`).join(' ')}`;
    expect(judge(model, extract([long]))).toBeUndefined();
  });

  it('keeps features through text', () => {
    const features = extract(['Do you repair clocks? See http://a.example']);
    expect(readFeatures(writeFeatures(features))).toEqual(features);
  });
});

describe('the latest corrections', () => {
  const latest = (adverts: readonly string[], enquiries: readonly string[]): Example[] =>
    [...adverts, ...enquiries].map((text, at) => ({ features: extract([text]), spam: at < adverts.length, weight: 20, recent: at }));
  const places = [
    'Hall',
    'Dom',
    'Chur',
    'Wels',
    'Lech',
    'Zug',
    'Aarau',
    'Steyr',
    'Horn',
    'Imst',
    'Vaduz',
    'Weiz',
    'Lienz',
    'Bregenz',
    'Ried',
  ];
  const [first, ...others] = places as [string, ...string[]];
  const enquiry = (place: string) => `Guten Tag, ist das Zimmer in ${place} im Juli noch frei und dürfen Hunde mitkommen?`;
  const advert = (place: string) => `Wir bringen Ihre Webseite in ${place} auf Platz eins, Rückrufe verdoppelt, Angebot anfordern!`;

  it('of another kind of text are learned apart, and what was known before stays known', async () => {
    const model = await learn([...examples(), ...latest(others.map(advert), others.map(enquiry))], turn);
    const read = model && readModel(writeModel(model));
    if (read?.lately === undefined) throw new Error('nothing was learned of the latest');
    const score = (text: string) => judge(read, extract([text]));
    const { quarantine, review } = read.calibration;
    expect(score(advert(first))).toBeGreaterThan(quarantine);
    expect(score(enquiry(first))).toBeLessThan(review);
    expect(score('Buy cheap replica watches! Visit http://Bonn.example and win cash now!')).toBeGreaterThan(quarantine);
    expect(score('Hello, do you ship stools to Bonn, and how long does it take?')).toBeLessThan(review);
    expect(writeModel(read)).toBe(writeModel(model as ContentModel));
    expect(writeModel(read).length).toBeLessThan(2_000_000);
  });

  it.each(['before', 'after'])('are told from those that are like the earlier and came %s them', async (when) => {
    const old = examples().filter((example) => !example.spam);
    const found = latest(others.map(advert), others.map(enquiry));
    const [alikeFrom, foundFrom] = when === 'before' ? [found.length, 0] : [0, 70];
    const at = (some: readonly Example[], from: number) => some.map((example, index) => ({ ...example, weight: 20, recent: from + index }));
    const model = await learn([...examples().slice(80), ...at(old.slice(0, 70), alikeFrom), ...at(found, foundFrom)], turn);
    if (model?.lately === undefined) throw new Error('nothing was learned of the latest');
    const score = (text: string) => judge(model, extract([text]));
    expect(score(advert(first))).toBeGreaterThan(model.calibration.quarantine);
    expect(score(enquiry(first))).toBeLessThan(model.calibration.review);
  });

  it('of the same kind are not', async () => {
    const all = examples();
    const model = await learn(
      // Every third text and its counterpart: of all goods and all places.
      all.map((example, index) => ({ ...example, recent: index % 6 < 2 ? index : undefined })),
      turn,
    );
    expect(model?.lately).toBeUndefined();
  });

  it('of one kind only say nothing apart', async () => {
    expect((await learn([...examples(), ...latest([], others.map(enquiry))], turn))?.lately).toBeUndefined();
  });
});

describe('thresholds', () => {
  it('leave fewer than one in five hundred of many genuine messages above', () => {
    const scores = Array.from({ length: 5000 }, (_, index) => -8 + index / 500);
    const { quarantine, review } = calibrate(scores, []);
    expect(scores.filter((score) => score >= quarantine).length).toBeLessThanOrEqual(10);
    expect(review).toBeLessThan(quarantine);
  });

  it('keep their distance from few', () => {
    const few = Array.from({ length: 30 }, (_, index) => -4 + index / 10);
    expect(calibrate(few, [4, 5, 6]).quarantine).toBeGreaterThan(Math.max(...few) + 0.5);
  });
});

it('is not held up by a long run of spaces, which anybody can send', () => {
  const message = `${' '.repeat(50_000)}x${' '.repeat(50_000)}y`;
  expect(textsOf(answers({ message }))).toEqual([message]);
});

it.each([
  ['Hello, do you ship?', 'Latin'],
  ['Здравствуйте всем', 'Cyrillic'],
  ['こんにちは、配送はできますか', 'Japanese'],
  ['?', undefined],
])('the script of %j is %s', (text, script) => {
  expect(scriptOf([text])).toBe(script);
});
