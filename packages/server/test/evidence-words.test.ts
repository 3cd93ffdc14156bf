import { evidenceWords, ruleTitle } from '@handoff/shared/panel';
import { expect, test } from 'vitest';
import { SPAM_RULES, RULES_FOR_ALL } from '../src/screening/registry.ts';
import { screen } from '../src/screening/screen.ts';
import type { Facts, ScreenInput, ScreeningSettings } from '../src/screening/types.ts';

const settings: ScreeningSettings = {
  observe: false,
  thresholds: { review: 2, quarantine: 4 },
  blockedWords: ['casino'],
  blockedSenders: ['blocked.example'],
  trustedEmails: ['trusted.example'],
};

interface Given {
  type?: string;
  email?: string;
  message?: string;
  context?: Record<string, unknown>;
  signals?: { tool: string; verdict: 'spam' | 'ham' }[];
  facts?: Facts;
}

function evidenceOf({ type = 'form.submitted', email = 'ada@example.com', message = 'Do you ship to Oslo?', ...rest }: Given): string[] {
  const { context = {}, signals = [], facts } = rest;
  const envelope = {
    id: 'evt_1',
    idempotencyKey: 'k',
    type,
    occurredAt: '2026-11-21T10:00:00.000Z',
    source: { id: 'src_1' },
    subject: { email },
    data: { fields: { message } },
    context,
    signals,
  } as unknown as ScreenInput['envelope'];
  return screen({ envelope, now: 0, settings, ...(facts === undefined ? {} : { facts }) }).findings.map(({ evidence }) => evidence);
}

const STATES = ['missing', 'wrong', 'expired', 'replayed'] as const;
const CASES: Given[] = [
  {},
  { type: 'order.created' },
  { email: 'a@blocked.example' },
  { email: 'a@trusted.example' },
  { email: 'a@mailinator.com' },
  { message: 'Come to our casino' },
  { message: 'See http://a.example http://b.example http://c.example' },
  { message: 'xkcdfgh qwrtpsd bcdfghjk' },
  { message: 'c h e a p v i a g r a and p\u0430ssword, in\u200bvisible wo\u200brds' },
  { context: { honeypot: 'http://x.example' } },
  { context: { secondsToSubmit: 1 } },
  { context: { secondsToSubmit: 3 } },
  { context: { interacted: false } },
  { context: { interacted: true, secondsToSubmit: 40 } },
  { context: { test: true } },
  { context: { silent: true } },
  { signals: [{ tool: 'Akismet', verdict: 'spam' }] },
  { signals: [{ tool: 'Akismet', verdict: 'ham' }] },
  {
    signals: [
      { tool: 'Akismet', verdict: 'ham' },
      { tool: 'CleanTalk', verdict: 'spam' },
    ],
  },
  { facts: { sameEmail: 4, sameNetwork: 7, sameContentSenders: 1, knownGood: true } },
  { facts: { sameEmail: 5000, sameNetwork: 5000, sameContentSenders: 5000 } },
  { facts: { sameContentSenders: 3 } },
  { facts: { failed: ['Proof of work'] } },
  { message: 'Hello, and my best wishes to all of you', facts: { genuineScripts: { Cyrillic: 100 } } },
  ...(['spam', 'blatant', 'ham'] as const).map((akismet) => ({ facts: { akismet } })),
  ...STATES.flatMap((state) => [{ facts: { formToken: state } }, { facts: { proofOfWork: state } }, { facts: { turnstile: state } }]),
  { facts: { turnstile: 'elsewhere' } },
];

test('whatever screening has seen can be said in the languages of the panels', () => {
  const all = [...new Set(CASES.flatMap(evidenceOf))];
  expect(all.length).toBeGreaterThan(35);
  expect(all.filter((evidence) => !evidenceWords(evidence, (text) => `»${text}`, 'en').startsWith('»'))).toEqual([]);
});

test('each rule has a name for people', () => {
  const rules = [...SPAM_RULES, ...RULES_FOR_ALL].map(({ name }) => name);
  const others = ['content_limit', 'rule_failed', 'nothing_found', 'transactional', 'observe_mode', 'same_content', 'released', 'erased'];
  expect([...rules, ...others].filter((rule) => !ruleTitle(rule, (text) => `»${text}`).startsWith('»'))).toEqual([]);
});
