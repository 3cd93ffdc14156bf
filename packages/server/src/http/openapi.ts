import { ApiErrorBody, type Endpoint, endpoints } from '@handoff/shared/api';
import { z } from 'zod';

type Schema = Record<string, unknown>;

/** The OpenAPI 3.1 document, made from the endpoints' zod schemas: the one source. */
export function openApiDocument(serverUrl: string, version: string): Schema {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, endpoint] of Object.entries(endpoints) as [string, Endpoint][]) {
    (paths[endpoint.path] ??= {})[endpoint.method.toLowerCase()] = operation(name, endpoint);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Handoff',
      version,
      description: 'Every error has the shape of ApiError with a stable code. 202 means kept durably, not yet delivered.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: serverUrl }],
    paths,
    components: {
      schemas: { ApiError: schemaOf(ApiErrorBody, 'output') },
      securitySchemes: {
        operator: { type: 'http', scheme: 'bearer', description: 'An API token (`hnd_…`).' },
        panel: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'EdDSA JWT by a paired source’s key: iss = source id, aud = this server’s address, at most 60 s old.',
        },
        signature: {
          type: 'apiKey',
          in: 'header',
          name: 'webhook-signature',
          description: 'Standard Webhooks: webhook-id, webhook-timestamp, webhook-signature (v1a Ed25519 or v1 HMAC), and handoff-source.',
        },
      },
    },
  };
}

const SECURITY: Record<Endpoint['access'], object[]> = {
  public: [],
  source: [{ signature: [] }],
  panel: [{ panel: [] }, { operator: [] }],
  operator: [{ operator: [] }],
};

function operation(name: string, endpoint: Endpoint): Schema {
  const parameters = [...parametersOf(endpoint.params, 'path'), ...parametersOf(endpoint.query, 'query')];
  return {
    operationId: name,
    summary: endpoint.summary,
    tags: [endpoint.tag],
    security: SECURITY[endpoint.access],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(endpoint.body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(endpoint.body, 'input') } } } }),
    responses: {
      [endpoint.status]: { description: 'Done.', content: { 'application/json': { schema: schemaOf(endpoint.answer, 'output') } } },
      default: {
        description: 'What went wrong, and what to do.',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/ApiError' } } },
      },
    },
  };
}

function parametersOf(schema: z.ZodObject | undefined, place: 'path' | 'query'): Schema[] {
  return Object.entries(schema?.shape ?? {}).map(([name, part]) => {
    const type = part as z.ZodType;
    return { name, in: place, required: place === 'path' || !type.safeParse(undefined).success, schema: schemaOf(type, 'input') };
  });
}

/** Each schema stands by itself, so its own `$defs` keep their names. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Schema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline', cycles: 'ref' }) as Schema;
  return rest;
}
