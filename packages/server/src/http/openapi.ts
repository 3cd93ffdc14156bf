import { isDeepStrictEqual } from 'node:util';
import { ApiErrorBody, type Endpoint, endpoints, roleFor } from '@handoff/shared/api';
import { z } from 'zod';
import { LANGUAGES } from '../words/language.ts';

type Schema = Record<string, unknown>;
/** Every schema with a name of its own, for all operations together. */
type Schemas = Record<string, Schema>;

/** The OpenAPI 3.1 document, made from the endpoints' zod schemas: the one source. */
export function openApiDocument(serverUrl: string, version: string): Schema {
  const schemas: Schemas = {};
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, endpoint] of Object.entries(endpoints) as [string, Endpoint][]) {
    (paths[endpoint.path] ??= {})[endpoint.method.toLowerCase()] = operation(name, endpoint, schemas);
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
      schemas,
      securitySchemes: {
        operator: { type: 'http', scheme: 'bearer', description: 'An API token (`hnd_…`).' },
        panel: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'EdDSA JWT by a paired source’s key: iss = source id, aud = this server’s address, at most 60 s old.',
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-handoff',
          description:
            'The session of a person who signed in. What is not a GET also needs `x-handoff-csrf`, as `GET /v1/session` tells it.',
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
  panel: [{ panel: [] }, { operator: [] }, { session: [] }],
  operator: [{ operator: [] }, { session: [] }],
  member: [{ session: [] }],
};

/** OpenAPI's own list leaves this header to HTTP, but not where an answer depends on it. */
const READER: Schema = {
  name: 'Accept-Language',
  in: 'header',
  required: false,
  description: `The reader's language: ${LANGUAGES.join(', ')}; English where it is another.`,
  schema: { type: 'string' },
};

function operation(name: string, endpoint: Endpoint, schemas: Schemas): Schema {
  const parameters = [
    ...parametersOf(endpoint.params, 'path', schemas),
    ...parametersOf(endpoint.query, 'query', schemas),
    ...(endpoint.inLanguage === true ? [READER] : []),
  ];
  return {
    operationId: name,
    summary: endpoint.summary,
    ...(['panel', 'operator'].includes(endpoint.access) ? { description: `A member needs the role ${roleFor(endpoint)}.` } : {}),
    tags: [endpoint.tag],
    security: SECURITY[endpoint.access],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(endpoint.body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(endpoint.body, 'input', schemas) } } } }),
    responses: {
      [endpoint.status]: {
        description: 'Done.',
        content: { [endpoint.media ?? 'application/json']: { schema: schemaOf(endpoint.answer, 'output', schemas) } },
      },
      default: {
        description: 'What went wrong, and what to do.',
        content: { 'application/json': { schema: schemaOf(ApiErrorBody, 'output', schemas) } },
      },
    },
  };
}

function parametersOf(schema: z.ZodObject | undefined, place: 'path' | 'query', schemas: Schemas): Schema[] {
  return Object.entries(schema?.shape ?? {}).map(([name, part]) => {
    const type = part as z.ZodType;
    return { name, in: place, required: place === 'path' || !type.safeParse(undefined).success, schema: schemaOf(type, 'input', schemas) };
  });
}

/** A schema for its place in the document; parts that have a name go to `schemas`, as a reference reaches no deeper than that. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', schemas: Schemas): Schema {
  const made = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline', cycles: 'ref' });
  const { $schema: _, $defs: named = {}, ...rest } = referToComponents(made) as Schema & { $defs?: Schemas };
  for (const [name, part] of Object.entries(named)) {
    const known = (schemas[name] ??= part);
    if (!isDeepStrictEqual(known, part))
      throw new Error(`The schema "${name}" is not the same as input and as output; give each its own id.`);
  }
  return rest;
}

function referToComponents(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(referToComponents);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) =>
      key === '$ref' && typeof member === 'string'
        ? [key, member.replace('#/$defs/', '#/components/schemas/')]
        : [key, referToComponents(member)],
    ),
  );
}
