import { describe, expect, it } from 'vitest';
import { signedInAs } from './userinfo.ts';

const ENDPOINT = 'https://vendor.test/userinfo';

describe('who signed in', () => {
  it('is asked of the vendor with the new token', async () => {
    const seen: (string | null)[] = [];
    const fetch = async (request: Request) => {
      seen.push(request.url, request.headers.get('authorization'));
      return Response.json({ sub: '1', email: 'Owner@Shop.example' });
    };
    expect(await signedInAs(ENDPOINT, { access_token: 'token' }, fetch)).toBe('owner@shop.example');
    expect(seen).toEqual([ENDPOINT, 'Bearer token']);
  });

  it.each<[string, () => Promise<Response>]>([
    ['refuses', async () => Response.json({ error: 'invalid_token', email: 'someone@shop.example' }, { status: 401 })],
    ['tells no address', async () => Response.json({ sub: '1' })],
    ['answers with a page', async () => new Response('<html>')],
    ['cannot be reached', async () => Promise.reject(new TypeError('fetch failed'))],
  ])('stays unknown where the vendor %s', async (_, fetch) => {
    expect(await signedInAs(ENDPOINT, { access_token: 'token' }, fetch)).toBeUndefined();
  });
});
