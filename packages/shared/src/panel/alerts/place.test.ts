import { expect, test } from 'vitest';
import { alertPlace } from './place.ts';

test('an alert about a spam filter’s key leads to the quarantine, where its rules are; another about a source leads nowhere', () => {
  const about = { kind: 'source' as const, id: 'src_1' };
  expect(alertPlace({ kind: 'screener', about })).toEqual({ screen: 'quarantine' });
  expect(alertPlace({ kind: 'silence', about })).toBeUndefined();
});
