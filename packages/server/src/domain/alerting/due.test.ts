import { ChannelSettings } from '@handoff/shared/api';
import { describe, expect, test } from 'vitest';
import { dueAt, nextTimeOfDay } from './due.ts';
import { digestSince } from './plan-digests.ts';

const at = (iso: string) => Date.parse(iso);
const next = (time: string, zone: string, from: string) => new Date(nextTimeOfDay(time, zone, at(from))).toISOString();

describe('the next time clocks show', () => {
  test.each([
    ['later today', '08:00', 'UTC', '2026-11-21T07:59:30Z', '2026-11-21T08:00:00.000Z'],
    ['tomorrow, where it is that time now', '08:00', 'UTC', '2026-11-21T08:00:00Z', '2026-11-22T08:00:00.000Z'],
    ['in another zone', '08:00', 'Europe/Berlin', '2026-11-21T12:00:00Z', '2026-11-22T07:00:00.000Z'],
    ['where a zone is half an hour off', '08:00', 'Asia/Kolkata', '2026-11-21T12:00:00Z', '2026-11-22T02:30:00.000Z'],
    ['over the night in which clocks go forward', '08:00', 'Europe/Berlin', '2026-03-28T20:00:00Z', '2026-03-29T06:00:00.000Z'],
    ['over the night in which clocks go back', '08:00', 'Europe/Berlin', '2026-10-24T20:00:00Z', '2026-10-25T07:00:00.000Z'],
    ['at an hour that is left out', '02:30', 'Europe/Berlin', '2026-03-28T20:00:00Z', '2026-03-29T01:30:00.000Z'],
  ])('%s', (_, time, zone, from, expected) => expect(next(time, zone, from)).toBe(expected));
});

describe('a daily look counts from when the one before it was due', () => {
  test.each([
    ['a day', '08:00', '2026-11-21T07:00:00Z', '2026-11-20T07:00:00.000Z'],
    ['23 hours', '08:00', '2026-03-29T06:00:00Z', '2026-03-28T07:00:00.000Z'],
    ['25 hours', '08:00', '2026-10-25T07:00:00Z', '2026-10-24T06:00:00.000Z'],
    ['a day whose hour was left out', '02:30', '2026-03-30T00:30:00Z', '2026-03-29T01:30:00.000Z'],
  ])('%s', (_, dailyAt, due, expected) => {
    const settings = ChannelSettings.parse({ zone: 'Europe/Berlin', dailyAt });
    expect(new Date(digestSince(settings, at(due))).toISOString()).toBe(expected);
  });
});

describe('quiet hours', () => {
  const settings = (through: 'nothing' | 'access' | 'problems') =>
    ChannelSettings.parse({ zone: 'Europe/Berlin', quiet: { from: '22:00', to: '07:00', through } });
  const night = at('2026-11-21T22:30:00Z');
  const morning = at('2026-11-22T06:00:00Z');

  test('what comes at night waits for the morning', () => {
    expect(dueAt(settings('nothing'), 'auth', 'problem', night)).toBe(morning);
    expect(dueAt(settings('problems'), 'drift', 'warning', night)).toBe(morning);
  });
  test('what may break through does', () => {
    expect(dueAt(settings('access'), 'auth', 'problem', night)).toBe(night);
    expect(dueAt(settings('access'), 'breaker', 'problem', night)).toBe(morning);
    expect(dueAt(settings('problems'), 'breaker', 'problem', night)).toBe(night);
  });
  test('by day nothing waits', () => expect(dueAt(settings('nothing'), 'breaker', 'problem', morning)).toBe(morning));
});
