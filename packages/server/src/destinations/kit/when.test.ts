import { describe, expect, it } from 'vitest';
import { DestinationFailure } from './types.ts';
import { readWhen, wallClock, WhenText, ZoneName } from './when.ts';

const at = (start: string, more: object = {}) => readWhen({ start, minutes: 30, ...more });

describe('when something takes place', () => {
  it.each<[string, object, object]>([
    ['2026-12-01', {}, { kind: 'days', start: '2026-12-01', end: '2026-12-02' }],
    ['2026-12-30', { end: '2026-12-31' }, { kind: 'days', start: '2026-12-30', end: '2027-01-01' }],
    ['2026-12-01T09:30:00.000Z', {}, { kind: 'moments', start: '2026-12-01T09:30:00Z', end: '2026-12-01T10:00:00Z' }],
    ['2026-12-01T23:45+01:00', {}, { kind: 'moments', start: '2026-12-01T22:45:00Z', end: '2026-12-01T23:15:00Z' }],
    [
      '2026-12-01T23:45',
      { zone: 'Europe/Berlin' },
      { kind: 'local', start: '2026-12-01T23:45:00', end: '2026-12-02T00:15:00', zone: 'Europe/Berlin' },
    ],
    [
      '2026-12-01 10:00',
      { zone: 'UTC', end: '2026-12-01 12:00' },
      { kind: 'local', start: '2026-12-01T10:00:00', end: '2026-12-01T12:00:00', zone: 'UTC' },
    ],
    // An hour on the clock, also in the night it is put forward.
    [
      '2026-03-29T01:30',
      { zone: 'Europe/Berlin', minutes: 60 },
      { kind: 'local', start: '2026-03-29T01:30:00', end: '2026-03-29T02:30:00', zone: 'Europe/Berlin' },
    ],
  ])('reads %s %j', (start, more, expected) => {
    expect(WhenText.safeParse(start).success).toBe(true);
    expect(at(start, more)).toEqual(expected);
  });

  it.each([
    ['2026-12-01T10:00', {}, '/start', 'time zone'],
    ['2026-12-01T10:00Z', { end: '2026-12-01T10:00Z' }, '/end', 'not after'],
    ['2026-12-02', { end: '2026-12-01' }, '/end', 'before the first'],
    ['2026-12-02', { end: '2026-12-02T10:00' }, '/end', 'whole day'],
    ['2026-12-02T09:00Z', { end: '2026-12-02' }, '/end', 'whole day'],
    ['2026-12-02T09:00Z', { end: '2026-12-02T10:00', zone: 'UTC' }, '/end', 'same form'],
  ])('refuses %s %j', (start, more, path, words) => {
    expect(() => at(start, more)).toThrow(DestinationFailure);
    expect(() => at(start, more)).toThrow(
      expect.objectContaining({
        classification: expect.objectContaining({ problems: [{ path, message: expect.stringContaining(words) }] }),
      }),
    );
  });

  it.each(['tomorrow', '', '1.12.2026', '2026-02-30', '2026-13-01', '2026-12-01T25:00', '2026-12-01T10', '2026-02-30T10:00Z'])(
    'takes %j for no time',
    (text) => expect(WhenText.safeParse(text).success).toBe(false),
  );

  it('knows zones, and what their clocks show', () => {
    expect(ZoneName.safeParse('Europe/Berlin').success).toBe(true);
    for (const zone of ['', 'Berlin', 'Mars/Olympus']) expect(ZoneName.safeParse(zone).success).toBe(false);
    expect(wallClock(Date.UTC(2026, 6, 1, 22, 30), 'Europe/Berlin')).toBe('2026-07-02T00:30:00');
    expect(wallClock(Date.UTC(2026, 11, 1, 23), 'UTC')).toBe('2026-12-01T23:00:00');
  });
});
