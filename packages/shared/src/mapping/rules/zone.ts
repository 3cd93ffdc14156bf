const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A date and time as a clock shows it; `month` is 1 to 12. */
export interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
}

/** What clocks in one IANA zone show, by the host's own zone data. */
export interface Zone {
  /** The date in this zone at an instant (epoch milliseconds), as 2024-03-31. */
  dateAt: (instant: number) => string;
  /**
   * The instant (epoch milliseconds) at which clocks show this time. Of a time that comes twice, the first; a time
   * that a clock change leaves out is read with the offset before the change, so 02:30 becomes 03:30.
   */
  instantOf: (wall: WallTime) => number;
}

/** @throws RangeError where the host knows no such zone. */
export function openZone(name: string): Zone {
  const format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });

  const wallAt = (instant: number): WallTime => {
    const wall: WallTime = { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0, millisecond: 0 };
    for (const { type, value } of format.formatToParts(instant)) {
      if (type in wall) wall[type as keyof WallTime] = Number(value);
    }
    return wall;
  };
  const offsetAt = (instant: number): number => asUtc(wallAt(instant)) - Math.floor(instant / 1000) * 1000;

  return {
    dateAt: (instant) => formatDate(wallAt(instant)),
    instantOf: (wall) => {
      const local = asUtc(wall);
      const before = offsetAt(local - DAY);
      const after = offsetAt(local + DAY);
      if (before === after || offsetAt(local - before) === before) return local - before;
      return offsetAt(local - after) === after ? local - after : local - before;
    },
  };
}

/** The instant at which UTC clocks show this time. */
export function asUtc(wall: WallTime): number {
  const date = new Date(0);
  date.setUTCFullYear(wall.year, wall.month - 1, wall.day);
  return date.setUTCHours(wall.hour, wall.minute, wall.second, wall.millisecond);
}

export function formatDate({ year, month, day }: Pick<WallTime, 'year' | 'month' | 'day'>): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
