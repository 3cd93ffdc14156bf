import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sessionToken } from '../../test/support/shopify.ts';
import { createTestParts, SHOP, type TestParts } from '../../test/support/store.ts';
import { readSessionToken } from './session-token.ts';

let test: TestParts;
beforeEach(async () => {
  test = await createTestParts({ config: { previousApiSecret: 'secret-before' } });
});
afterEach(() => test.close());

const read = async (token: string) => readSessionToken(test.parts, `Bearer ${token}`);

describe('a session token', () => {
  it('says which shop and which member of its staff asks', async () => {
    expect(await read(await sessionToken(test.clock))).toMatchObject({ shop: SHOP, userId: '42' });
  });

  it('may be signed with the secret before, while it is being replaced', async () => {
    expect(await read(await sessionToken(test.clock, {}, 'secret-before'))).toMatchObject({ shop: SHOP });
  });

  // Sharp edge 4: the library takes the first three of these.
  it.each([
    ['was issued by another shop', { iss: 'https://other-shop.myshopify.com/admin' }],
    ['is for something that is no shop', { dest: 'https://evil.example', iss: 'https://evil.example/admin' }],
    ['is for a host that only begins like one', { dest: `https://${SHOP}.evil.example`, iss: `https://${SHOP}.evil.example/admin` }],
    ['is for a shop with a path', { dest: `https://${SHOP}/x` }],
    ['is for a shop by http', { dest: `http://${SHOP}` }],
    ['is for another app', { aud: 'other-client' }],
    ['names nobody', { sub: undefined }],
    ['has no end', { exp: undefined }],
    ['has no beginning', { nbf: undefined }],
  ])('is refused where it %s', async (_what, changes) => {
    await expect(read(await sessionToken(test.clock, changes))).rejects.toMatchObject({ code: 'token_invalid' });
  });

  it('is refused when its minute is over, by the clock of the app', async () => {
    const token = await sessionToken(test.clock);
    test.clock.advance(69_000);
    expect(await read(token)).toMatchObject({ shop: SHOP });
    test.clock.advance(2000);
    await expect(read(token)).rejects.toMatchObject({ code: 'token_invalid', message: expect.stringContaining('expired') as string });
  });

  it('is refused unsigned, signed with another secret or by another algorithm', async () => {
    const [head = '', body = '', signature = ''] = (await sessionToken(test.clock)).split('.');
    const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
    const tokens = [await sessionToken(test.clock, {}, 'guess'), `${none}.${body}.${signature}`, `${head}.${body}.AAAA`];
    for (const token of tokens) await expect(read(token)).rejects.toMatchObject({ code: 'token_invalid' });
    await expect(read(`${none}.${body}.`)).rejects.toMatchObject({ code: 'token_missing' });
    await expect(readSessionToken(test.parts, undefined)).rejects.toMatchObject({ code: 'token_missing' });
  });

  // Sharp edge 5: the library's error holds the whole token.
  it('is in no error that it causes', async () => {
    for (const token of [
      await sessionToken(test.clock, {}, 'guess'),
      await sessionToken(test.clock, { iss: 'x' }),
      'aaaaaaaa.bbbbbbbb.cccccccc',
    ]) {
      const error: unknown = await read(token).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(Error);
      const { message, stack, cause } = error as Error;
      for (const part of token.split('.')) expect(`${message} ${stack} ${String(cause)}`).not.toContain(part);
    }
  });
});
