import type { Envelope } from '@handoff/shared/event';
import { expect, it } from 'vitest';
import { formEvent } from '../../identity/testing/envelopes.ts';
import { screen } from '../screen.ts';
import { DEFAULT_SCREENING_SETTINGS } from '../settings.ts';
import type { Rule } from '../types.ts';
import { interaction } from './interaction.ts';

const now = Date.parse('2026-03-01T10:00:00Z');
const reads = (weight: number): Rule => ({
  name: 'learned_content',
  title: 'Learned',
  content: true,
  evaluate: () => ({ rule: 'learned_content', weight, evidence: 'It reads like spam.' }),
});
const verdict = (weight: number, context: Envelope['context']) =>
  screen({ envelope: formEvent({ context }), now, settings: DEFAULT_SCREENING_SETTINGS }, [reads(weight), interaction]).verdict;

it('an unhurried hand only flags what its text alone would keep back by a little, and does not save what is plainly spam', () => {
  const unhurried = { interacted: true, secondsToSubmit: 30 };
  expect(verdict(4.5, {})).toBe('quarantine');
  expect(verdict(4.5, unhurried)).toBe('review');
  expect(verdict(6, unhurried)).toBe('quarantine');
});

it.each([
  ['a quick one', { interacted: true, secondsToSubmit: 5 }],
  ['one that filled in the trap', { interacted: true, secondsToSubmit: 30, honeypot: 'x' }],
  ['one of unknown speed', { interacted: true }],
])('%s speaks for nothing', (_, context) => {
  expect(verdict(5, context)).toBe('quarantine');
});
