import { describe, expect, it } from 'vitest';
import { changesOf, draftOf, wrongOf } from './draft.ts';

const saved = { abandonedAfterMinutes: 60, reconcileEveryHours: 24, captureForms: true, capturePixel: false };

describe('the settings form', () => {
  it('sends nothing that was not changed', () => {
    expect(changesOf(draftOf(saved), saved)).toEqual({});
  });

  it('sends what was changed, and that alone', () => {
    expect(changesOf({ ...draftOf(saved), reconcileEveryHours: '6' }, saved)).toEqual({ reconcileEveryHours: 6 });
  });

  it('says by null that checkouts are not watched, and starts from an hour when they are again', () => {
    expect(changesOf({ ...draftOf(saved), watchesCheckouts: false }, saved)).toEqual({ abandonedAfterMinutes: null });
    const off = { ...saved, abandonedAfterMinutes: null };
    expect(changesOf({ ...draftOf(off), watchesCheckouts: true }, off)).toEqual({ abandonedAfterMinutes: 60 });
  });

  it.each(['', '14', '10081', '30.5', 'soon'])('does not take %j for the minutes', (abandonedAfterMinutes) => {
    expect(wrongOf({ ...draftOf(saved), abandonedAfterMinutes })).toEqual({ abandonedAfterMinutes: true });
    expect(wrongOf({ ...draftOf(saved), abandonedAfterMinutes, watchesCheckouts: false })).toEqual({});
  });
});
