import { describe, expect, it } from 'vitest';
import { applyRule } from '../../../test/support/mapping.ts';
import type { Rule } from '../spec.ts';

type DateRule = Extract<Rule, { do: 'date' }>;
const date = (value: unknown, output: DateRule['output'], zone: string, order?: DateRule['order']) =>
  applyRule((from) => ({ do: 'date', from, output, zone, order }), value);

describe('date: what it reads', () => {
  it.each<[unknown, DateRule['order'], string]>([
    ['2024-12-31', undefined, '2024-12-31'],
    ['2024-12-31', 'dmy', '2024-12-31'],
    ['20241231', undefined, '2024-12-31'],
    ['2024/12/31', undefined, '2024-12-31'],
    ['31.12.2024', undefined, '2024-12-31'],
    ['31. 12. 2024', undefined, '2024-12-31'],
    ['1.2.2024', undefined, '2024-02-01'],
    ['1/2/2024', 'dmy', '2024-02-01'],
    ['1/2/2024', 'mdy', '2024-01-02'],
    ['12-31-2024', 'mdy', '2024-12-31'],
    ['29.02.2024', undefined, '2024-02-29'],
    ['\u200E31.12.2024\u200E', undefined, '2024-12-31'],
    ['1815-12-10', undefined, '1815-12-10'],
  ])('%j (%s) is %s', (value, order, expected) => {
    for (const zone of ['UTC', 'Pacific/Kiritimati', 'America/Los_Angeles']) {
      expect(date(value, 'date', zone, order)).toEqual({ value: expected, problems: [], warnings: [] });
    }
  });

  it.each<[unknown, string]>([
    ['2024-12-31T13:30:00Z', '2024-12-31T13:30:00.000Z'],
    ['2024-12-31T13:30:00.123456+02:00', '2024-12-31T11:30:00.123Z'],
    ['2024-12-31 13:30:00 -0530', '2024-12-31T19:00:00.000Z'],
    ['20241231T13:30:00Z', '2024-12-31T13:30:00.000Z'],
    ['2024-12-31T13:30', '2024-12-31T12:30:00.000Z'],
    ['31.12.2024 13:30', '2024-12-31T12:30:00.000Z'],
    ['31.12.2024, 1:30 pm', '2024-12-31T12:30:00.000Z'],
    ['31.12.2024 12:05 AM', '2024-12-30T23:05:00.000Z'],
    [1735648200, '2024-12-31T12:30:00.000Z'],
    ['1735648200', '2024-12-31T12:30:00.000Z'],
    ['1735648200123', '2024-12-31T12:30:00.123Z'],
    ['631152000000', '1990-01-01T00:00:00.000Z'],
    ['20241231133005', '2024-12-31T12:30:05.000Z'],
    ['202412311330', '2024-12-31T12:30:00.000Z'],
    ['20240701133005', '2024-07-01T11:30:05.000Z'],
    ['204940800000', '1976-06-30T00:00:00.000Z'],
    [1735648200123, '2024-12-31T12:30:00.123Z'],
    [1735648200.5, '2024-12-31T12:30:00.500Z'],
    [-500000000, '1954-02-26T23:06:40.000Z'],
  ])('%j is the instant %s', (value, instant) => {
    expect(date(value, 'datetime', 'Europe/Berlin')).toEqual({ value: instant, problems: [], warnings: [] });
  });

  it.each<[unknown, DateRule['order'], string]>([
    ['1/2/2024', undefined, 'could be read day first or month first'],
    ['31.12.24', undefined, 'Write the year with four digits'],
    ['0024-05-01', undefined, 'Write the year with four digits'],
    ['12/31/2024', 'dmy', 'is not a day of the calendar'],
    ['31.12.2024', 'ymd', 'Write the year with four digits'],
    ['2023-02-29', undefined, 'is not a day of the calendar'],
    ['2024-00-10', undefined, 'is not a day of the calendar'],
    ['2024-12-31T25:00', undefined, 'has a time that no clock shows'],
    ['2024-12-31 13:30 pm', undefined, 'has a time that no clock shows'],
    ['2024-12-31 10:60', undefined, 'has a time that no clock shows'],
    ['2024-12-31Tnoon', undefined, 'is not a date that can be read'],
    ['31.12-2024', undefined, 'is not a date that can be read'],
    ['tomorrow', undefined, 'is not a date that can be read'],
    ['9'.repeat(3000), undefined, 'is not a date that can be read'],
    [0, undefined, 'since 1970'],
    [2024, undefined, 'since 1970'],
    [20241231, undefined, 'since 1970'],
    [50_000_000_000, undefined, 'since 1970'],
    [20241231123000, undefined, 'since 1970'],
    ['20241331123000', undefined, 'since 1970'],
    ['20241231256000', undefined, 'since 1970'],
    [8.64e15, undefined, 'since 1970'],
    [1e300, undefined, 'since 1970'],
    [true, undefined, 'not a date'],
  ])('%j (%s) is a problem', (value, order, message) => {
    expect(date(value, 'date', 'UTC', order)).toEqual({ value: undefined, problems: [expect.stringContaining(message)], warnings: [] });
  });

  it('leaves the field alone without an answer and passes null on', () => {
    expect(date('', 'date', 'UTC')).toEqual({ value: undefined, problems: [], warnings: [] });
    expect(date(null, 'date', 'UTC').value).toBeNull();
  });
});

describe('date: zones and clock changes', () => {
  it('gives the date in the zone', () => {
    expect(date('2024-12-31T23:30:00Z', 'date', 'Europe/Berlin').value).toBe('2025-01-01');
    expect(date('2024-12-31T23:30:00Z', 'date', 'America/New_York').value).toBe('2024-12-31');
    expect(date('2024-12-31T10:30:00Z', 'date', 'Pacific/Kiritimati').value).toBe('2025-01-01');
  });

  it.each<[string, string, string]>([
    // Berlin, spring: 02:00 becomes 03:00 at 01:00 UTC.
    ['2024-03-31T01:59:59', 'Europe/Berlin', '2024-03-31T00:59:59.000Z'],
    ['2024-03-31T02:30', 'Europe/Berlin', '2024-03-31T01:30:00.000Z'],
    ['2024-03-31T03:00', 'Europe/Berlin', '2024-03-31T01:00:00.000Z'],
    // Berlin, autumn: 02:30 comes twice; the first one counts.
    ['2024-10-27T01:59', 'Europe/Berlin', '2024-10-26T23:59:00.000Z'],
    ['2024-10-27T02:30', 'Europe/Berlin', '2024-10-27T00:30:00.000Z'],
    ['2024-10-27T03:00', 'Europe/Berlin', '2024-10-27T02:00:00.000Z'],
    // New York, both.
    ['2024-03-10T02:30', 'America/New_York', '2024-03-10T07:30:00.000Z'],
    ['2024-11-03T01:30', 'America/New_York', '2024-11-03T05:30:00.000Z'],
    ['2024-11-03T02:00', 'America/New_York', '2024-11-03T07:00:00.000Z'],
    // The southern hemisphere, half an hour, and quarters of an hour.
    ['2024-04-07T01:45', 'Australia/Lord_Howe', '2024-04-06T14:45:00.000Z'],
    ['2024-10-06T02:15', 'Australia/Lord_Howe', '2024-10-05T15:45:00.000Z'],
    ['2024-06-01T12:00', 'Asia/Kathmandu', '2024-06-01T06:15:00.000Z'],
  ])('%s in %s is %s', (local, zone, instant) => {
    expect(date(local, 'datetime', zone).value).toBe(instant);
  });

  it('begins a day at midnight, or at the first moment of a day without midnight', () => {
    expect(date('2024-07-01', 'datetime', 'Europe/Berlin').value).toBe('2024-06-30T22:00:00.000Z');
    expect(date('2018-11-04', 'datetime', 'America/Sao_Paulo').value).toBe('2018-11-04T03:00:00.000Z');
  });

  it('does not move a time that has an offset', () => {
    expect(date('2024-03-31T02:30:00+01:00', 'datetime', 'Europe/Berlin').value).toBe('2024-03-31T01:30:00.000Z');
  });

  it('gives the epoch in milliseconds or whole seconds', () => {
    expect(date('2024-12-31', 'epochMs', 'UTC').value).toBe(1735603200000);
    expect(date('2024-12-31T00:00:00.999Z', 'epochSeconds', 'UTC').value).toBe(1735603200);
    expect(date('1969-12-31T23:59:59.500Z', 'epochSeconds', 'UTC').value).toBe(-1);
  });

  it('comes back to the same clock time through every hour of a year', () => {
    for (let hour = 0; hour < 366 * 24; hour += 7) {
      const local = new Date(Date.UTC(2024, 0, 1, hour)).toISOString().slice(0, 16);
      const instant = date(local, 'epochMs', 'Europe/London').value as number;
      const shown = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'short' }).format(instant);
      expect(shown.replace(' ', 'T')).toBe(local);
    }
  });
});
