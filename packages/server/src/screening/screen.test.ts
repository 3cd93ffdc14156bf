import type { Envelope } from '@handoff/shared/event';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answers, anyEnvelope, formEvent, reversed } from '../identity/testing/envelopes.ts';
import type { ContentModel } from './content/model.ts';
import { SPAM_RULES } from './registry.ts';
import { screen } from './screen.ts';
import { DEFAULT_SCREENING_SETTINGS } from './settings.ts';
import type { Rule, ScreeningSettings } from './types.ts';

const now = Date.parse('2026-03-01T10:00:00Z');
const look = (envelope: Envelope, settings: Partial<ScreeningSettings> = {}, rules?: readonly Rule[]) =>
  screen({ envelope, now, settings: { ...DEFAULT_SCREENING_SETTINGS, ...settings } }, rules);
const fill = { secondsToSubmit: 30, honeypot: '' };
const broken: Rule = {
  name: 'broken',
  title: 'Broken check',
  evaluate: () => {
    throw new Error('boom');
  },
};

describe('genuine messages are accepted', () => {
  it.each([
    ['a short one', 'Hi, do you ship to Norway?'],
    ['one with a link', 'I like https://other.example/lamp – do you have something like it?'],
    ['one with two links', 'Is https://a.example/1 the same as https://b.example/2 ?'],
    ['Russian', 'Здравствуйте, сколько стоит доставка в Казань?'],
    ['Chinese', '你好，请问可以寄到台湾吗？'],
    ['Arabic', 'مرحبا، هل تشحنون إلى عمان؟'],
    ['Thai', 'สวัสดีค่ะ ส่งของไปเชียงใหม่ได้ไหมคะ'],
    ['capitals', 'PLEASE CALL ME BACK'],
    ['one character', '?'],
    ['nothing at all', ''],
    ['a long one', 'I would like to know more about your tables. '.repeat(200)],
  ])('%s', (_, message) => {
    const result = look(answers({ message }, { context: fill }));
    expect(result.verdict).toBe('accept');
    expect(result.findings).not.toHaveLength(0);
  });

  it('with a person’s own site, profile and upload in the fields that ask for them', () => {
    const fields = {
      website: 'https://ada.example',
      Portfolio: 'https://work.example/ada',
      'linkedin-profile': 'https://www.linkedin.example/in/ada',
      file_upload: ['https://site.example/cv.pdf', 'https://site.example/letter.pdf'],
      7: 'https://blog.example',
      8: 'https://form.example/landing',
      message: 'My work is at https://work.example',
    };
    const data = { fields, labels: { 7: 'Your website' }, types: { 8: 'hidden' } };
    expect(look(formEvent({ data })).findings.map((finding) => finding.rule)).toEqual(['nothing_found']);
  });

  it('with many links into the very shop they write to', () => {
    const message = Array.from({ length: 9 }, (_, n) => `https://www.shop.example/p/${n}`).join('\n');
    expect(look(answers({ message }, { context: { page: 'https://shop.example/contact' } })).score).toBe(0);
  });
});

describe('one weak sign never keeps a message back', () => {
  it.each<[string, Partial<Envelope>]>([
    ['quick', { context: { secondsToSubmit: 3 } }],
    ['impossibly quick', { context: { secondsToSubmit: 0 } }],
    ['a throw-away address', { subject: { email: 'x@mailinator.com' } }],
    ['many links', { data: { fields: { message: 'https://a.example '.repeat(40) } } }],
    ['a filter that is unsure', { signals: [{ tool: 'akismet', verdict: 'unsure' }] }],
  ])('%s', (_, parts) => {
    expect(['accept', 'review']).toContain(look(formEvent(parts)).verdict);
  });
});

it('keeps back two signs that agree, and shows what each weighed', () => {
  const result = look(formEvent({ subject: { email: 'x@in.mailinator.com' }, context: { secondsToSubmit: 1.26 } }));
  expect(result.verdict).toBe('quarantine');
  expect(result.score).toBe(4);
  expect(result.findings).toEqual([
    {
      rule: 'time_to_submit',
      weight: 2.5,
      evidence: 'The form was sent 1.3 seconds after it was shown: faster than people can fill it in by hand.',
    },
    { rule: 'disposable_domain', weight: 1.5, evidence: 'The e-mail address is at mailinator.com, which gives out throw-away addresses.' },
  ]);
});

it.each([
  [undefined, 'accept'],
  [0, 'review'],
  [1.99, 'review'],
  [2, 'accept'],
  [4, 'accept'],
])('sent after %s seconds: %s', (secondsToSubmit, verdict) => {
  expect(look(formEvent({ context: secondsToSubmit === undefined ? {} : { secondsToSubmit } })).verdict).toBe(verdict);
});

describe('links', () => {
  const message = (count: number) => answers({ message: Array.from({ length: count }, (_, n) => `http://s${n}.example`).join(' ') });

  it('weigh by their number', () => {
    expect([0, 1, 2, 4, 5, 7, 50].map((count) => look(message(count)).score)).toEqual([0, 0, 0.5, 1.5, 2, 3, 3]);
  });

  it('weigh the same in a text of any length', () => {
    const long = answers({ message: `${'word '.repeat(5_000)} http://a.example www.b.example HTTPS://C.EXAMPLE` });
    expect(look(long).score).toBe(look(message(3)).score);
  });

  it('count in a website field that holds more than an address', () => {
    expect(look(answers({ website: 'cheap pills http://a.example and http://b.example and http://c.example' })).score).toBe(1);
  });
});

describe('a link where the form asks for one weighs nothing, whatever language it asks in', () => {
  const links = 'https://a.example https://b.example https://c.example https://d.example';
  const asked = (label: string) =>
    look(formEvent({ data: { form: { id: '7' }, fields: { f1: 'https://ada.example', message: links }, labels: { f1: label } } }));

  it.each([
    'Your website',
    'Ihre Internetseite',
    'Web-Adresse',
    'Site internet',
    'Lien vers votre boutique',
    'Página web',
    'Sito web',
    'Strona internetowa',
    'Webové stránky',
    'Weboldal',
    'Hemsida',
    'Hjemmeside',
    'Kotisivu',
    'Ваш сайт',
    'Вебсайт',
    'Ιστοσελίδα',
    'ウェブサイト',
    '网站',
    '홈페이지',
    'الموقع الإلكتروني',
  ])('%s', (label) => {
    expect(asked(label).score).toBe(look(answers({ message: links })).score);
  });

  it('and where it asks for something else it counts', () => {
    for (const label of ['Astronaut', 'Your name', 'Nachricht', 'Cobweb']) expect(asked(label).score).toBe(2);
  });
});

describe('a filled honeypot', () => {
  it('keeps the message back whatever else speaks for it', () => {
    const parts: Partial<Envelope> = {
      context: { honeypot: 'http://buy.example', secondsToSubmit: 90 },
      signals: [{ tool: 'akismet', verdict: 'ham' }],
    };
    const result = look(formEvent(parts), { trustedEmails: ['ada@example.com'] });
    expect(result.verdict).toBe('quarantine');
    expect(result.findings[0]).toMatchObject({ rule: 'honeypot', hard: true, evidence: expect.stringContaining('http://buy.example') });
  });

  it('is not one that holds only spaces', () => {
    expect(look(formEvent({ context: { honeypot: ' ' } })).verdict).toBe('accept');
  });
});

describe('filters on the site', () => {
  it.each([
    [['spam'], 'quarantine', 4],
    [['spam', 'spam'], 'quarantine', 4],
    [['spam', 'ham'], 'review', 2],
    [['ham'], 'accept', -2],
  ] as const)('that say %j: %s', (verdicts, verdict, score) => {
    const signals = verdicts.map((said, n) => ({ tool: `tool${n}`, verdict: said }));
    expect(look(formEvent({ signals }))).toMatchObject({ verdict, score });
  });

  it('are named', () => {
    expect(look(formEvent({ signals: [{ tool: 'Akismet', verdict: 'spam' }] })).findings[0]?.evidence).toBe(
      'Akismet on your site called this spam.',
    );
  });
});

describe("the site's own lists", () => {
  it.each([
    ['Come to our CASINO!', ['casino'], 'quarantine'],
    ['Cheap  SEO\nservices', ['seo services'], 'quarantine'],
    ['the c\u200Basino', ['casino'], 'quarantine'],
    ['我们提供代开发票服务', ['发票'], 'quarantine'],
    ['Casinos are not my thing', ['casino'], 'accept'],
    ['I live in Scunthorpe', ['cunt', ' ', ''], 'accept'],
    ['Новосибирск', ['сибирск'], 'accept'],
  ])('%j with %j blocked: %s', (message, blockedWords, verdict) => {
    expect(look(answers({ message }), { blockedWords }).verdict).toBe(verdict);
  });

  it.each([
    ['ADA@example.com', 'quarantine'],
    ['example.com', 'quarantine'],
    ['@example.com', 'quarantine'],
    ['ample.com', 'accept'],
    ['not a domain', 'accept'],
  ])('with the sender %s blocked: %s', (entry, verdict) => {
    const result = look(formEvent({ subject: { email: 'ada@example.com' } }), { blockedSenders: [entry] });
    expect(result.verdict).toBe(verdict);
    if (verdict === 'quarantine') expect(result.findings[0]?.evidence).toContain(`"${entry}"`);
  });

  it('trust a sender over a word and over one strong sign', () => {
    const event = answers({ message: 'casino' }, { signals: [{ tool: 'akismet', verdict: 'spam' }] });
    expect(look(event, { blockedWords: ['casino'], trustedEmails: ['Ada@Example.com'] }).verdict).toBe('accept');
  });
});

describe('events nobody typed into a form', () => {
  it.each(['order.created', 'payment.succeeded', 'consent.updated', 'booking.created', 'custom.thing'])('%s is not scored', (type) => {
    const result = look(formEvent({ type, context: { honeypot: 'x', secondsToSubmit: 0 } }), { blockedSenders: ['example.com'] });
    expect(result).toMatchObject({ verdict: 'accept', score: 0, findings: [{ rule: 'transactional' }] });
  });
});

describe('a test event', () => {
  it.each(['form.submitted', 'order.created'])('of type %s is not sent, also not in observe mode', (type) => {
    const test = formEvent({ type, context: { test: true, honeypot: 'x' } });
    expect(look(test).verdict).toBe('suppress');
    expect(look(test).findings[0]?.rule).toBe('test');
    const observed = look(test, { observe: true });
    expect(observed.verdict).toBe('suppress');
    expect(observed.wouldBe).toBeUndefined();
  });

  it('is sent where somebody asked for it', () => {
    const envelope = formEvent({ context: { test: true } });
    expect(screen({ envelope, now, settings: DEFAULT_SCREENING_SETTINGS, testWanted: true }).verdict).toBe('accept');
  });
});

describe('an event from the site’s history', () => {
  it.each(['form.submitted', 'order.created'])('of type %s is kept for the record only, also in observe mode', (type) => {
    const silent = formEvent({ type, context: { silent: true } });
    for (const result of [look(silent), look(silent, { observe: true, trustedEmails: ['example.com'] })]) {
      expect(result.verdict).toBe('suppress');
      expect(result.findings[0]).toMatchObject({ rule: 'silent_import', evidence: 'Imported silently: kept for the record, not pushed.' });
    }
  });
});

it('adds nothing to what the site has learned for signs in the text that were learned with it', () => {
  const learned: Rule = {
    name: 'learned_content',
    title: 'Learned',
    content: true,
    evaluate: () => ({ rule: 'learned_content', weight: 4.5, evidence: 'It reads like spam.' }),
  };
  const links = answers({ message: 'https://a.example https://b.example https://c.example https://d.example' });
  const rules = SPAM_RULES.map((rule) => (rule.name === learned.name ? learned : rule));
  const result = look(links, {}, rules);
  expect(result).toMatchObject({ verdict: 'quarantine', score: 4.5 });
  expect(result.findings.map(({ rule }) => rule)).toEqual(['learned_content', 'link_count', 'content_limit']);
  const quick = look({ ...links, context: { secondsToSubmit: 1 } }, {}, rules);
  expect(quick.score).toBeGreaterThan(result.score);
});

describe('links, where the site has taught what they mean', () => {
  const links = answers({ message: 'https://a.example https://b.example https://c.example https://d.example' });
  const says = (weight: number) =>
    SPAM_RULES.map((rule): Rule => {
      const evidence = 'It reads like others.';
      return rule.name === 'learned_content' ? { ...rule, evaluate: () => ({ rule: rule.name, weight, evidence }) } : rule;
    });
  const score = (weight: number, taught: number) => {
    const content = { spam: taught, genuine: 5000, kinds: {} } as ContentModel;
    return screen({ envelope: links, now, settings: DEFAULT_SCREENING_SETTINGS, content }, says(weight));
  };

  it('do not count a second time, and it is said why', () => {
    const result = score(1, 200);
    expect(result).toMatchObject({ verdict: 'accept', score: 1 });
    expect(result.findings.at(-1)).toMatchObject({ rule: 'content_limit', weight: -1.5, evidence: expect.stringContaining('counts') });
  });

  it('count where it has no opinion of the text, and where it has taught little', () => {
    expect(score(0, 200)).toMatchObject({ score: 1.5 });
    expect(score(1, 199)).toMatchObject({ verdict: 'review', score: 2.5 });
  });

  it('do not count a second time at a young site either, which made-up texts have told of them', () => {
    const content = { spam: 10, genuine: 10, kinds: undefined } as ContentModel;
    expect(screen({ envelope: links, now, settings: DEFAULT_SCREENING_SETTINGS, content }, says(1))).toMatchObject({ score: 1 });
  });
});

it('keeps back what weighs enough by itself, whatever is added and taken off again in thousandths', () => {
  const weighs = (name: string, weight: number): Rule => ({
    name,
    title: name,
    content: true,
    evaluate: () => ({ rule: name, weight, evidence: name }),
  });
  for (let thousandths = 1; thousandths < 3900; thousandths += 1) {
    const { score, verdict } = look(formEvent(), {}, [weighs('offer', 4), weighs('learned', thousandths / 1000)]);
    expect({ thousandths, score, verdict }).toEqual({ thousandths, score: 4, verdict: 'quarantine' });
  }
});

describe('observe mode', () => {
  it('shows what would have been and lets everything through', () => {
    const spam = formEvent({ context: { honeypot: 'x' } });
    expect(look(spam, { observe: true })).toMatchObject({ verdict: 'accept', wouldBe: 'quarantine', score: look(spam).score });
    expect(look(formEvent(), { observe: true })).toMatchObject({ verdict: 'accept', wouldBe: 'accept' });
    expect(look(spam).wouldBe).toBeUndefined();
  });
});

describe('a rule that fails', () => {
  it('lets the message through, flagged, with the reason and the error for the log', () => {
    const result = look(formEvent(), {}, [broken, ...SPAM_RULES]);
    expect(result.verdict).toBe('review');
    expect(result.findings).toMatchObject([{ rule: 'rule_failed', weight: 0, evidence: expect.stringContaining('Broken check') }]);
    expect(result.findings[0]?.evidence).not.toContain('boom');
    expect(result.failures).toMatchObject([{ rule: 'broken', error: new Error('boom') }]);
  });

  it('does not silence the others', () => {
    expect(look(formEvent({ context: { honeypot: 'x' } }), {}, [broken, ...SPAM_RULES]).verdict).toBe('quarantine');
  });
});

it('uses the thresholds of the site', () => {
  const quick = formEvent({ context: { secondsToSubmit: 3 } });
  expect(look(quick, { thresholds: { review: 1, quarantine: 5 } }).verdict).toBe('review');
  expect(look(quick, { thresholds: { review: 0.5, quarantine: 1 } }).verdict).toBe('quarantine');
});

describe('whatever arrives', () => {
  const settings = { blockedWords: ['casino', '\u0000'], blockedSenders: ['b.example', '@'], trustedEmails: ['ada@example.com'] };

  it('gets a verdict with reasons that add up, from rules that all ran', () => {
    fc.assert(
      fc.property(anyEnvelope, (envelope) => {
        const result = look(envelope, settings);
        expect(result.failures).toBeUndefined();
        expect(result.findings).not.toHaveLength(0);
        // To thousandths, as they are shown.
        const sum = result.findings.reduce((total, finding) => total + finding.weight, 0);
        expect(Math.round(sum * 1000) / 1000).toBe(result.score);
        for (const { evidence } of result.findings) expect(evidence).toMatch(/^[^\p{Cc}\p{Cs}]+$/u);
      }),
    );
  });

  it('gets the same verdict in another field order, from another form, and with the keys in capitals', () => {
    const text = fc.constantFrom('https://a.example', 'x www.b.example http://c.example', 'Hello', 'casino', 'HTTP://D.EXAMPLE');
    const key = fc.constantFrom('website', 'your-message', 'field_3', 'authorurl', 'notes');
    fc.assert(
      fc.property(fc.dictionary(key, text), fc.dictionary(key, fc.constantFrom('url', 'textarea')), (fields, types) => {
        const capitals = (parts: Record<string, string>) =>
          Object.fromEntries(Object.entries(parts).map(([name, part]) => [name.toUpperCase(), part]));
        const event = formEvent({ data: { form: { id: '7' }, fields, types } });
        const result = look(event, settings);
        expect(look(reversed(event), settings)).toEqual(result);
        expect(look({ ...event, data: { ...event.data, form: { id: '99', plugin: 'other' } } }, settings)).toEqual(result);
        expect(look({ ...event, data: { ...event.data, fields: capitals(fields), types: capitals(types) } }, settings)).toEqual(result);
      }),
    );
  });
});

it('has one name and one title for every rule', () => {
  expect(new Set(SPAM_RULES.map((rule) => rule.name)).size).toBe(SPAM_RULES.length);
  expect(new Set(SPAM_RULES.map((rule) => rule.title)).size).toBe(SPAM_RULES.length);
});
