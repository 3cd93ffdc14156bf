import { expect, test } from 'vitest';
import { alertPlace } from './place.ts';

const about = { kind: 'source' as const, id: 'src_1' };

test('an alert about a spam filter’s key leads to where the key is entered; another about a source leads nowhere', () => {
  expect(alertPlace({ kind: 'screener', about }, 'src_1')).toEqual({ screen: 'services' });
  expect(alertPlace({ kind: 'silence', about }, 'src_1')).toBeUndefined();
});

test('the key of another site is not entered here; the console leads to that site’s rules', () => {
  expect(alertPlace({ kind: 'screener', about }, 'src_2')).toBeUndefined();
  expect(alertPlace({ kind: 'screener', about }, undefined)).toEqual({ screen: 'services', source: 'src_1' });
});
