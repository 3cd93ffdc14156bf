import { expect, it } from 'vitest';
import { classify } from './classify.ts';

const meaning = (status: number, code: number, headers: Record<string, string> = {}) => {
  const json = { code, message: 'As Twilio says it', more_info: '', status };
  return classify({ status, headers, text: JSON.stringify(json), json }, 0);
};

it.each([
  [401, 20003, 'reauth'],
  [403, 20008, 'reauth'],
  [404, 20404, 'reauth'],
  [400, 21660, 'scope'],
  [400, 21606, 'permanent'],
  [400, 21211, 'permanent'],
  [400, 21408, 'permanent'],
  [400, 21608, 'permanent'],
  [400, 21610, 'permanent'],
  [400, 21614, 'permanent'],
  [400, 21617, 'permanent'],
  [400, 29999, 'permanent'],
  [429, 20429, 'retry'],
  [429, 21611, 'retry'],
  [429, 63038, 'retry'],
  [503, 20503, 'retry'],
])('%i with code %i is %s', (status, code, kind) => expect(meaning(status, code).kind).toBe(kind));

it('passes on what Twilio says of what we do not know, and its hint to wait', () => {
  expect(meaning(400, 29999)).toMatchObject({ message: expect.stringContaining('As Twilio says it (29999)') });
  expect(meaning(429, 20429, { 'retry-after': '3' })).toMatchObject({ code: 'rate_limited', afterMs: 3000 });
  expect(meaning(429, 21611)).toMatchObject({ afterMs: 600_000 });
});
