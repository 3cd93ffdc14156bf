import { afterEach, describe, expect, it, vi } from 'vitest';
import type { OpenApi } from './normalize.ts';
import { createContractCheck, createSchemaCheck, loadSpec, type ContractOptions } from './spec.ts';
import type { ContractCheck } from './twin.ts';

const json = new Headers({ 'content-type': 'application/json' });
const ask = (check: ContractCheck | undefined, method: string, target: string, body?: unknown, headers = json) => {
  const url = new URL(target, 'https://vendor.test');
  return check?.({ method, path: url.pathname, query: url.searchParams, headers, body });
};

const small = (): OpenApi => ({
  openapi: '3.0.3',
  servers: [{ url: 'https://{dc}.vendor.test/v1' }],
  paths: {
    '/people/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
      put: {
        parameters: [
          { name: 'notify', in: 'query', schema: { type: 'boolean' } },
          { name: 'revision', in: 'header', required: true, schema: { type: 'string', enum: ['2026'] } },
        ],
        requestBody: { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/Person' } } } },
      },
    },
    '/people/me': { get: {} },
    '/token': {
      post: {
        requestBody: {
          content: { 'application/x-www-form-urlencoded': { schema: { type: 'object', properties: { n: { type: 'integer' } } } } },
        },
      },
    },
  },
  components: {
    schemas: {
      Person: {
        allOf: [
          { $ref: '#/components/schemas/Named' },
          {
            type: 'object',
            properties: {
              age: { type: 'integer', nullable: true, minimum: 0, exclusiveMinimum: true },
              home: { nullable: true, $ref: '#/components/schemas/Home' },
              level: { type: 'string', enum: ['a', 'b'], nullable: true },
              nullable: { type: 'string' },
              table: { type: 'object', properties: { known: { type: 'string' } } },
              map: { type: 'object', additionalProperties: { type: 'string' } },
            },
          },
        ],
      },
      Named: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
      Home: { type: 'object', properties: { city: { type: 'string' } } },
    },
  },
});
const options: ContractOptions = { openPaths: ['table'] };
const revision = new Headers({ 'content-type': 'application/json; charset=utf-8', revision: '2026' });

describe('createContractCheck', () => {
  const check = createContractCheck(small(), options);

  it('takes a right request, with nulls, references and free tables', () => {
    const body = { name: 'Ada', age: null, home: null, level: null, nullable: 'x', table: { known: 'x', other: 1 }, map: { any: 'x' } };
    expect(ask(check, 'PUT', '/v1/people/7?notify=true', body, revision)).toEqual([]);
    expect(ask(check, 'PUT', '/v1/people/7', { name: 'Ada', home: { city: 'Berlin' } }, revision)).toEqual([]);
    expect(ask(check, 'GET', '/v1/people/me')).toEqual([]);
  });

  it.each([
    ['an unknown member', { name: 'Ada', nmae: 'x' }, /unevaluated.*nmae/],
    ['an unknown member inside a reference', { name: 'Ada', home: { town: 'x' } }, /town/],
    ['a missing member', { age: 3 }, /name/],
    ['a wrong type', { name: 3 }, /string/],
    ['a text where the contract has a number', { name: 'Ada', age: '3' }, /integer/],
    ['the excluded limit', { name: 'Ada', age: 0 }, /> 0/],
    ['a wrong type in a typed table', { name: 'Ada', map: { any: 1 } }, /string/],
    ['text instead of JSON', 'not json', /object/],
  ])('refuses %s', (_, body, reason) => expect(ask(check, 'PUT', '/v1/people/7', body, revision)?.join()).toMatch(reason));

  it('refuses unknown paths, methods and parameters, wrong identifiers, missing headers and bodies', () => {
    expect(ask(check, 'PUT', '/v1/persons/7', {}, revision)?.join()).toMatch('no such path');
    expect(ask(check, 'DELETE', '/v1/people/7')?.join()).toMatch('no such method');
    expect(ask(check, 'PUT', '/people/7', { name: 'Ada' }, revision)?.join()).toMatch('no such path');
    expect(ask(check, 'PUT', '/v1/people/seven', { name: 'Ada' }, revision)?.join()).toMatch('path parameter "id"');
    expect(ask(check, 'PUT', '/v1/people/7?notify=maybe', { name: 'Ada' }, revision)?.join()).toMatch('query parameter "notify"');
    expect(ask(check, 'PUT', '/v1/people/7?silent=1', { name: 'Ada' }, revision)?.join()).toMatch('"silent" is not in the contract');
    expect(ask(check, 'PUT', '/v1/people/7', { name: 'Ada' })?.join()).toMatch('header parameter "revision" is missing');
    expect(ask(check, 'PUT', '/v1/people/7', undefined, revision)?.join()).toMatch('body is missing');
    expect(ask(check, 'GET', '/v1/people/me', {})?.join()).toMatch('has none');
    expect(ask(check, 'POST', '/v1/token', { n: '1' })?.join()).toMatch('content type');
  });

  it('reads forms, where a number is text', () => {
    const form = new Headers({ 'content-type': 'application/x-www-form-urlencoded' });
    expect(ask(check, 'POST', '/v1/token', { n: '1' }, form)).toEqual([]);
    expect(ask(check, 'POST', '/v1/token', { n: 'one' }, form)?.join()).toMatch('integer');
  });

  it('applies overlays to a copy', () => {
    const spec = small();
    const strict = createContractCheck(spec, {
      prefix: '',
      overlays: [(copy) => ((copy.components?.schemas?.['Named'] ?? {})['properties'] = { name: { type: 'string', maxLength: 2 } })],
    });
    expect(ask(strict, 'PUT', '/people/7', { name: 'Ada' }, revision)?.join()).toMatch('2 characters');
    expect(spec).toEqual(small());
  });
});

describe('createSchemaCheck', () => {
  it('closes a plain schema, or a part of one', () => {
    const check = createSchemaCheck(
      { definitions: { Person: { type: 'object', properties: { name: { type: 'string' } } } } },
      '#/definitions/Person',
    );
    expect(check?.({ name: 'Ada' })).toEqual([]);
    expect(check?.({ nmae: 'Ada' }).join()).toMatch('nmae');
  });
});

describe('the published contracts', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('is undefined where a contract is not there, and an error where it must be', () => {
    vi.stubEnv('HANDOFF_REQUIRE_PARTS', '');
    expect(loadSpec('nobody/none.json')).toBeUndefined();
    expect(createContractCheck([small(), undefined])).toBeUndefined();
    vi.stubEnv('HANDOFF_REQUIRE_PARTS', '1');
    expect(() => loadSpec('nobody/none.json')).toThrow(/none\.json is missing/);
  });

  const cases: {
    spec: string;
    right: [string, string, unknown];
    wrong: [string, string, unknown, RegExp];
    headers?: Record<string, string>;
  }[] = [
    {
      spec: 'hubspot/crm-objects.2026-09.json',
      right: [
        'POST',
        '/crm/objects/2026-09/contacts/batch/upsert',
        { inputs: [{ id: 'a@b.test', idProperty: 'email', properties: { email: 'a@b.test', own_field: 'x' } }] },
      ],
      wrong: [
        'POST',
        '/crm/objects/2026-09/contacts/batch/upsert',
        { inputs: [{ id: 'a@b.test', properties: { visits: 3 }, extra: true }] },
        /string.*extra|extra.*string/,
      ],
    },
    {
      spec: 'mailchimp/members.json',
      right: ['PUT', '/3.0/lists/l1/members/0123', { email_address: 'a@b.test', status_if_new: 'pending', merge_fields: { FNAME: 'Ada' } }],
      wrong: ['PUT', '/3.0/lists/l1/members/0123', { email_address: 'a@b.test', status_if_new: 'maybe', tags: ['x'] }, /tags/],
    },
    {
      spec: 'klaviyo/openapi.2026-07-15.json',
      headers: { 'content-type': 'application/vnd.api+json', revision: '2026-07-15' },
      right: ['POST', '/api/profile-import', { data: { type: 'profile', attributes: { email: 'a@b.test', properties: { own: 1 } } } }],
      wrong: ['POST', '/api/profile-import', { data: { type: 'profile', attributes: { e_mail: 'a@b.test' } } }, /e_mail/],
    },
    {
      spec: 'pipedrive/openapi.v2.json',
      right: ['POST', '/api/v2/persons', { name: 'Ada', emails: [{ value: 'a@b.test', primary: true, label: 'work' }] }],
      wrong: ['POST', '/api/v2/persons', { name: 'Ada', email: 'a@b.test' }, /email/],
    },
    {
      spec: 'slack/incoming-webhook.handwritten.json',
      right: ['POST', '/services/T0/B0/x', { text: 'Hello' }],
      wrong: ['POST', '/services/T0/B0/x', { text: 7 }, /string/],
    },
    {
      spec: 'zendesk/openapi.assembled.json',
      right: ['POST', '/api/v2/tickets', { ticket: { subject: 'Hi', comment: { body: 'Hello' } } }],
      wrong: ['POST', '/api/v2/tickets', { ticket: { subject: 'Hi', comment: { body: 'Hello' }, subjct: 'x' } }, /subjct/],
    },
    {
      spec: 'xero/accounting.json',
      headers: { 'content-type': 'application/json', 'xero-tenant-id': '00000000-0000-4000-8000-000000000001' },
      right: ['POST', '/api.xro/2.0/Contacts', { Contacts: [{ Name: 'Ada' }] }],
      wrong: ['POST', '/api.xro/2.0/Contacts', { Contacts: [{ Nmae: 'Ada' }] }, /Nmae/],
    },
  ];
  it.for(cases)('$spec takes a right body and refuses a wrong one', ({ spec, right, wrong, headers }, { skip }) => {
    const published = loadSpec(spec);
    if (published === undefined) return skip(`../shared/specs/${spec} is not there`);
    const check = createContractCheck(published);
    const sent = new Headers(headers ?? json);
    expect(ask(check, right[0], right[1], right[2], sent)).toEqual([]);
    expect(ask(check, wrong[0], wrong[1], wrong[2], sent)?.join(' ')).toMatch(wrong[3]);
  });
});
