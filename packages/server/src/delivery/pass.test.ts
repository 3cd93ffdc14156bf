import { expect, test } from 'vitest';
import { createPass } from './pass.ts';

const fail = (error: unknown) => {
  throw error;
};

test.each(Array.from({ length: 12 }, (_, turns) => turns))('forgets nobody who asks %i turns after it began', async (turns) => {
  let done = 0;
  let asked = 0;
  const seen: number[] = [];
  const pass = createPass(async () => {
    await Promise.resolve();
    done += 1;
    seen.push(asked);
    return 0;
  }, fail);
  pass.request();
  for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
  asked = 1;
  pass.request();
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
  expect(seen.at(-1)).toBe(1);
  expect(done).toBe(2);
});

test('goes on after a failure, which it tells', async () => {
  const errors: unknown[] = [];
  let done = 0;
  const pass = createPass(
    () => (done === 0 ? Promise.reject(new Error(`at ${(done += 1)}`)) : Promise.resolve(7)),
    (error) => void errors.push(error),
  );
  expect(await pass.runNow()).toBe(0);
  expect(await pass.runNow()).toBe(7);
  expect(errors).toEqual([new Error('at 1')]);
});
