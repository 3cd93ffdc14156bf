import { beforeAll, describe, expect, it } from 'vitest';
import { answers } from '../../identity/testing/envelopes.ts';
import { screen } from '../screen.ts';
import { DEFAULT_SCREENING_SETTINGS } from '../settings.ts';
import { allOf, extract } from './features.ts';
import { learn } from './learn.ts';
import type { ContentModel, Example } from './model.ts';
import { readModel, writeModel } from './serial.ts';
import { readMadeUp } from './made-up/made-up.ts';
import { offerLevel } from './offers.ts';

/** None of these is among the made-up texts. */
const OFFERS = [
  'Hi, my name is Priya and I came across your website. We are a web design agency and help businesses like yours get more customers. Would you be interested in a free mockup?',
  'Dear owner, our team noticed your Google listing is missing reviews. We can add verified reviews from $5 per review. Let me know if you are interested and I will send you our price list.',
  'Bonjour, nous sommes une agence web et nous accompagnons des entreprises. Votre site pourrait attirer plus de clients. Seriez-vous intéressé par un devis gratuit de référencement ?',
  'Guten Tag, wir sind eine Agentur für Suchmaschinenoptimierung. Ihre Website steht nicht auf Seite eins. Haben Sie Interesse an einer kostenlosen Analyse?',
  'Hola, somos una agencia de posicionamiento web. Ayudamos a negocios como el suyo a conseguir más clientes. ¿Le interesaría una auditoría gratuita sin compromiso?',
  'Здравствуйте! Мы занимаемся продвижением сайтов и можем вывести ваш сайт в топ. Если интересно, вышлем коммерческое предложение.',
];
const ENQUIRIES = [
  'Hello, do you offer web design? I need a website for my bakery and would like a quote. Could you call me next week?',
  'I ordered lamps from your shop and my order has not arrived. Can you send me an invoice and tell me when they will be delivered?',
  'We are looking for a translation agency. How much would it cost to have our catalogue translated, and how long does it take?',
  'I found your website on Google and love your lamps. Is the brass one in stock, and do you ship to Norway?',
  'Guten Tag, wir sind ein kleines Hotel und suchen einen Lieferanten für Lampen. Können Sie uns bitte ein Angebot über 40 Stück schicken?',
  'Bonjour, notre entreprise souhaite commander 20 lampes. Pouvez-vous nous envoyer un devis et le délai de livraison ?',
];

const turn = () => Promise.resolve();
const GOODS = ['lamps', 'tables', 'chairs', 'vases', 'clocks', 'mirrors', 'shelves', 'carpets', 'curtains', 'candles'];
const PLACES = ['Norway', 'Bergen', 'Oslo', 'Graz', 'Vienna', 'Porto', 'Turin', 'Lyon', 'Ghent', 'Bonn'];
const example = (text: string, spam: boolean): Example => ({ features: extract([text]), spam, weight: 1 });
const genuine = PLACES.flatMap((place) =>
  GOODS.flatMap((goods) =>
    Array.from({ length: 20 }, (_, at) =>
      example(`Hello, do you ship ${at + 2} ${goods} to ${place}, and how long does it take? Thank you.`, false),
    ),
  ),
);
const loans = PLACES.flatMap((place) =>
  GOODS.map((goods) =>
    example(`Dear owner of ${goods} ${place}, we provide loans for your business. Apply now and get more customers!`, true),
  ),
);
const watches = PLACES.flatMap((place) =>
  GOODS.map((goods) => example(`Cheap replica watches, better than ${goods}! Visit http://${place}.example and win cash now!`, true)),
);

describe('offers nobody asked for', () => {
  let content: ContentModel | undefined;
  beforeAll(async () => {
    content = await learn([...genuine, ...loans], turn);
  });
  const judged = (message: string, by = content) =>
    screen({
      envelope: answers({ message }),
      now: Date.now(),
      settings: { ...DEFAULT_SCREENING_SETTINGS, observe: false },
      content: by,
      facts: {},
    });

  it.each(OFFERS)('are kept back, of whatever kind the site’s own were, and it says why: %s', (text) => {
    const { verdict, findings } = judged(text);
    expect(verdict).toBe('quarantine');
    expect(findings.find(({ rule }) => rule === 'unasked_offer')).toMatchObject({ evidence: expect.stringContaining('want to sell') });
  });

  it.each(ENQUIRIES)('are not what customers write: %s', (text) => {
    expect(judged(text).verdict).toBe('accept');
  });

  it('are told in the same way by a model that was stored', () => {
    const read = readModel(writeModel(content as ContentModel));
    for (const text of [...OFFERS, ...ENQUIRIES]) expect(judged(text, read)).toEqual(judged(text));
  });

  it('are not looked for where the site’s spam is of another kind, or little of its own is known', async () => {
    expect((await learn([...genuine, ...watches], turn))?.offers).toBeUndefined();
    expect((await learn([...genuine.slice(0, 900), ...loans], turn))?.offers).toBeUndefined();
  });
});

describe('the level above which offers are kept back', () => {
  const genuineScores = (offers: number) => Array.from({ length: 4000 }, (_, at) => (at < offers ? 6 : -3));
  const spam = (offers: number) => Array.from({ length: 400 }, (_, at) => (at < offers ? 8 : -3));
  const madeUp = Array.from({ length: 100 }, () => -3);

  it('is exceeded by hardly any genuine message, of the site or made up', () => {
    expect(offerLevel({ genuine: genuineScores(0), madeUp, spam: spam(40) })).toBe(0);
    expect(offerLevel({ genuine: genuineScores(20), madeUp, spam: spam(40) })).toBe(6);
    expect(offerLevel({ genuine: genuineScores(0), madeUp: [...madeUp, 2, 2, 2, 2], spam: spam(40) })).toBe(2);
  });

  it('is not there before the site has shown that it helps', () => {
    expect(offerLevel({ genuine: genuineScores(0), madeUp, spam: spam(5) })).toBeUndefined();
    expect(offerLevel({ genuine: genuineScores(2), madeUp, spam: spam(1) })).toBeUndefined();
  });
});

it('made-up texts: as many genuine as spam, none twice', async () => {
  const { comments, messages, mails, forms, offers } = await readMadeUp(turn);
  const files = [comments, messages, mails, forms, offers];
  for (const texts of files) {
    const spam = texts.filter((text) => text.spam).length;
    expect(spam).toBeGreaterThan(100);
    expect(texts.length - spam).toBeGreaterThan(0.9 * spam);
  }
  const examples = files.flat();
  expect(new Set(examples.map(({ features }) => allOf(features).join(' '))).size).toBe(examples.length);
});
