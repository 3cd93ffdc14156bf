import { describe, expect, it } from 'vitest';
import { answers } from '../../identity/testing/envelopes.ts';
import { screen } from '../screen.ts';
import { DEFAULT_SCREENING_SETTINGS } from '../settings.ts';
import { calibrateOffers } from './calibrate.ts';
import { extract, offerOf } from './features.ts';
import { learn } from './learn.ts';
import type { Example } from './model.ts';

const levelOf = (text: string) => offerOf(extract([text]));

const OFFERS = [
  'Hi, my name is Priya and I came across your website. We are a web design agency and help businesses like yours get more customers. Would you be interested in a free mockup?',
  'Dear owner, our team noticed your Google listing is missing reviews. We can add verified reviews from $5 per review. Let me know if you are interested and I will send you our price list.',
  'Hello, we are a leading manufacturer of LED lamps. We offer your company factory price and high quality. Please send us your requirements for our catalogue.',
  'Bonjour, nous sommes une agence web et nous accompagnons des entreprises. Votre site pourrait attirer plus de clients. Seriez-vous intéressé par un devis gratuit de référencement ?',
  'Guten Tag, wir sind eine Agentur für Suchmaschinenoptimierung. Ihre Website steht nicht auf Seite eins. Haben Sie Interesse an einer kostenlosen Analyse?',
];
const ENQUIRIES = [
  'Hello, do you offer web design? I need a website for my bakery and would like a quote. Could you call me next week?',
  'I ordered lamps from your shop and my order has not arrived. Can you send me an invoice and tell me when they will be delivered?',
  'We are looking for a translation agency. How much would it cost to have our catalogue translated, and how long does it take?',
  'I found your website on Google and love your lamps. Is the brass one in stock, and do you ship to Norway?',
];

describe('an offer nobody asked for', () => {
  it.each(OFFERS)('is told by what it says: %s', (text) => {
    expect(levelOf(text)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(ENQUIRIES)('is not what customers write: %s', (text) => {
    expect(levelOf(text)).toBe(0);
  });

  it('is not what somebody answers, and no letter of news with a dozen links', () => {
    const offer = OFFERS[2] as string;
    expect(levelOf(`Thanks, but no.\n> ${offer}`)).toBeLessThan(levelOf(offer));
    const news = Array.from({ length: 12 }, (_, at) => `https://news.example/${at}`).join(' ');
    expect(levelOf(`${offer} ${news}`)).toBeLessThan(levelOf(offer));
  });
});

describe('the level from which offers are kept back', () => {
  const genuine = (offers: number) => Array.from({ length: 4000 }, (_, at) => (at < offers ? 6 : 0));
  const spam = (offers: number) => Array.from({ length: 400 }, (_, at) => (at < offers ? 8 : 0));

  it('is as low as hardly any genuine message', () => {
    expect(calibrateOffers(genuine(0), spam(40))).toBe(4.5);
    expect(calibrateOffers(genuine(20), spam(40))).toBe(6.5);
  });

  it('is not there before the site has shown that it helps, nor where many of its genuine messages are offers', () => {
    expect(calibrateOffers(genuine(0), spam(5))).toBeUndefined();
    expect(calibrateOffers(genuine(0).slice(0, 500), spam(40))).toBeUndefined();
    expect(
      calibrateOffers(
        genuine(0).map(() => 12),
        spam(40),
      ),
    ).toBeUndefined();
  });
});

describe('a site that has marked offers as spam', () => {
  const GOODS = ['lamps', 'tables', 'chairs', 'vases', 'clocks', 'mirrors', 'shelves', 'carpets', 'curtains', 'candles'];
  const PLACES = ['Norway', 'Bergen', 'Oslo', 'Graz', 'Vienna', 'Porto', 'Turin', 'Lyon', 'Ghent', 'Bonn'];
  const example = (text: string, spam: boolean): Example => ({ features: extract([text]), spam, weight: 1 });
  const examples: Example[] = PLACES.flatMap((place) =>
    GOODS.flatMap((goods) => [
      ...Array.from({ length: 11 }, (_, at) =>
        example(`Hello, do you ship ${at} ${goods} to ${place}, and how long does it take? Thank you.`, false),
      ),
      example(`Dear owner of ${goods} ${place}, we provide loans for your business. Apply now and get more customers!`, true),
    ]),
  );

  it('keeps back offers of another kind, says why, and lets enquiries through', async () => {
    const content = await learn(examples, () => Promise.resolve());
    const judged = (message: string) =>
      screen({
        envelope: answers({ message }),
        now: Date.now(),
        settings: { ...DEFAULT_SCREENING_SETTINGS, observe: false },
        content,
        facts: {},
      });
    const [offer, ...others] = OFFERS as [string, ...string[]];
    for (const text of [offer, ...others.slice(0, 2)]) {
      const { verdict, findings } = judged(text);
      expect([text, verdict]).toEqual([text, 'quarantine']);
      expect(findings.find(({ rule }) => rule === 'unasked_offer')).toMatchObject({ evidence: expect.stringContaining('what they sell') });
    }
    for (const text of ENQUIRIES) expect([text, judged(text).verdict]).toEqual([text, 'accept']);
  });
});
