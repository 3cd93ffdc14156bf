import { expect, test } from 'vitest';
import { limitsWords, signedWeight, weightSum } from './weights.ts';

const t = (english: string) => english;

test('weights add up as they are shown', () => {
  const reasons = [{ weight: 1.234 }, { weight: 1.234 }, { weight: -0.1 }, { weight: 0 }];
  expect(reasons.map(({ weight }) => signedWeight(weight, 'en'))).toEqual(['+1.234', '+1.234', '−0.1', '0']);
  const { counted, sum } = weightSum(reasons);
  expect(counted).toBe(3);
  expect(signedWeight(sum, 'en')).toBe('+2.368');
  expect(signedWeight(weightSum([{ weight: 4 }, { weight: 2.401 }, { weight: -2.401 }, { weight: -4 }]).sum, 'en')).toBe('0');
});

test('weights and limits are numbers of the person’s language', () => {
  expect(signedWeight(2.401, 'de-DE')).toBe('+2,401');
  expect(signedWeight(-1.5, 'fr-FR')).toBe('−1,5');
  expect(limitsWords({ review: 2, quarantine: 4.5 }, t, 'de-DE')).toMatch(/^Limits now: flagged from 2, kept back from 4,5\./);
});
