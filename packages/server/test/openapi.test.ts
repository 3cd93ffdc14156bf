import { ApiErrorBody, type Endpoint, type EndpointName, endpoints } from '@handoff/shared/api';
import { publicKeyOf } from '@handoff/shared/event';
import { Validator } from '@seriousme/openapi-schema-validator';
import { importJWK, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHarness, type Harness, type TestSite } from './support/harness.ts';

const ORIGIN = 'https://handoff.test';
/** Routes that no program calls by the API's contract: the contract itself, Prometheus' own format, a page for a person. */
const EXTRAS = ['GET /openapi.json', 'GET /metrics', 'GET /oauth/callback'];

interface Document {
  openapi: string;
  paths: Record<string, Record<string, { operationId: string; security: object[] }>>;
}

let server: Harness;
let site: TestSite;
let document: Document;

beforeAll(async () => {
  server = await createHarness();
  site = await server.pair();
  const answer = await server.app.fetch(new Request(`${ORIGIN}/openapi.json`));
  expect(answer.headers.get('content-type')).toContain('json');
  document = (await answer.json()) as Document;
});
afterAll(() => server.close());

const all = Object.entries(endpoints) as [EndpointName, Endpoint][];

describe('the document', () => {
  test('is OpenAPI 3.1, with every reference in its place', async () => {
    const validator = new Validator();
    expect(await validator.validate(structuredClone(document) as never)).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
    const text = JSON.stringify(document);
    expect(text).not.toContain('$defs');
    const { schemas } = (document as unknown as { components: { schemas: Record<string, unknown> } }).components;
    const named = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1] as string);
    expect(named).toContain('ApiError');
    expect(named.filter((name) => !Object.hasOwn(schemas, name))).toEqual([]);
  });

  test('lists every route there is, and none that is not', () => {
    const listed = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    // What runs around routes answers nothing itself, and the console is pages for people.
    const mounted = server.app.routes
      .filter(({ method, path }) => method !== 'ALL' && !/^\/console(\/|$)/.test(path))
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    expect(mounted.toSorted()).toEqual([...listed, ...EXTRAS].toSorted());
  });
});

describe('who may call what', () => {
  const address = ({ path }: Endpoint) => ORIGIN + path.replace('{workspaceId}', server.workspaceId).replaceAll(/\{\w+\}/g, 'nothing');
  const ask = async (endpoint: Endpoint, headers: Record<string, string> = {}) => {
    const { method } = endpoint;
    const response = await server.app.fetch(
      new Request(address(endpoint), {
        method,
        headers: { 'content-type': 'application/json', ...headers },
        ...(method === 'GET' || method === 'DELETE' ? {} : { body: '{"nonsense":true}' }),
      }),
    );
    const body: unknown = await (response.ok && endpoint.media !== undefined ? response.text() : response.json());
    if (!response.ok) expect(ApiErrorBody.safeParse(body).error).toBeUndefined();
    return { status: response.status, code: response.ok ? undefined : ApiErrorBody.parse(body).error.code };
  };
  const panelToken = async () => {
    const d = Buffer.from(site.secretKey.replace('whsk_', ''), 'base64').subarray(0, 32).toString('base64url');
    const x = Buffer.from((await publicKeyOf(site.secretKey)).replace('whpk_', ''), 'base64').toString('base64url');
    const now = Math.floor(server.clock.now() / 1000);
    const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', d, x }, 'EdDSA');
    return new SignJWT({ iss: site.sourceId, aud: ORIGIN, iat: now, exp: now + 60 }).setProtectedHeader({ alg: 'EdDSA' }).sign(key);
  };

  test.each(all)('%s', async (_, endpoint) => {
    const nobody = await ask(endpoint);
    const panel = await ask(endpoint, { authorization: `Bearer ${await panelToken()}` });
    const operator = await ask(endpoint, { authorization: `Bearer ${server.operatorToken}` });
    switch (endpoint.access) {
      case 'public':
        expect([401, 403]).not.toContain(nobody.status);
        break;
      case 'source':
        // A token does not replace the signature.
        expect([nobody.code, panel.code, operator.code]).toEqual(['source_unknown', 'source_unknown', 'source_unknown']);
        break;
      case 'panel':
        expect(nobody).toEqual({ status: 401, code: 'token_missing' });
        expect([401, 403]).not.toContain(panel.status);
        expect([401, 403]).not.toContain(operator.status);
        break;
      case 'operator':
        expect(nobody).toEqual({ status: 401, code: 'token_missing' });
        expect(panel).toEqual({ status: 403, code: 'forbidden' });
        expect([401, 403]).not.toContain(operator.status);
        break;
      case 'member':
        expect(nobody).toEqual({ status: 401, code: 'token_missing' });
        for (const refused of [panel, operator]) expect(refused).toEqual({ status: 403, code: 'forbidden' });
    }
  });

  test('the document says the same', () => {
    const named = {
      public: [],
      source: ['signature'],
      panel: ['panel', 'operator', 'session'],
      operator: ['operator', 'session'],
      member: ['session'],
    };
    for (const [name, { method, path, access }] of all) {
      const operation = document.paths[path]?.[method.toLowerCase()];
      expect([operation?.operationId, operation?.security.flatMap(Object.keys)]).toEqual([name, named[access]]);
    }
  });
});
