import type { OpenApi, Operation, Parameter } from '../../testing/normalize.ts';
import { createContractCheck, loadSpec } from '../../testing/spec.ts';
import type { ContractCheck } from '../../testing/twin.ts';

export const ZENDESK_SPEC = 'zendesk/openapi.assembled.json';

/** The contract at hand knows the two writes; what else we call is added from Zendesk's documentation, read 2026-11-21. */
export function zendeskContract(): ContractCheck | undefined {
  const check = createContractCheck(loadSpec(ZENDESK_SPEC), { overlays: [addReads], openPaths: ['user_fields'] });
  // Signing in is not part of it.
  return check === undefined ? undefined : (request) => (request.path.startsWith('/oauth/') ? [] : check(request));
}

function addReads({ paths }: OpenApi): void {
  const query = (name: string, type: string): Parameter => ({ name, in: 'query', schema: { type } });
  const reading = (...parameters: Parameter[]): Operation => ({ parameters });
  const onId = (operation: Operation): Operation => ({
    ...operation,
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', pattern: '^[0-9]+$' } }],
  });
  const custom = paths['/api/v2/tickets']?.post?.requestBody?.content?.['application/json']?.schema;
  const value = custom?.properties?.['ticket']?.properties?.['custom_fields']?.items?.properties;
  if (value !== undefined) value['value'] = {};
  const pages = [query('page', 'integer'), query('per_page', 'integer')];
  const comment = {
    type: 'object',
    required: ['body', 'public'],
    properties: { body: { type: 'string' }, public: { type: 'boolean' } },
  };
  const ticket = { type: 'object', required: ['comment'], properties: { comment } };
  const update: Operation = {
    requestBody: {
      required: true,
      content: { 'application/json': { schema: { type: 'object', required: ['ticket'], properties: { ticket } } } },
    },
  };
  Object.assign(paths['/api/v2/tickets'] ?? {}, { get: reading(query('external_id', 'string')) });
  Object.assign(paths, {
    '/api/v2/tickets/{id}': { put: onId(update), delete: onId({}) },
    '/api/v2/tickets/{id}/comments': { get: onId({}) },
    '/api/v2/deleted_tickets/{id}': { delete: onId({}) },
    '/api/v2/users/{id}': { get: onId({}), delete: onId({}) },
    '/api/v2/deleted_users/{id}': { delete: onId({}) },
    '/api/v2/users/me': { get: reading() },
    '/api/v2/users/search': { get: reading(query('query', 'string'), query('external_id', 'string')) },
    '/api/v2/ticket_fields': { get: reading(...pages) },
    '/api/v2/user_fields': { get: reading(...pages) },
  });
}
