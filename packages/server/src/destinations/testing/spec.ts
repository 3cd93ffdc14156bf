import { existsSync, readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { normalizeSpec, strictify, type OpenApi, type Operation, type Parameter, type Schema } from './normalize.ts';
import type { ContractCheck, ContractOperation, RequestSeen } from './twin.ts';

const SPECS = new URL('../../../../../../shared/specs/', import.meta.url);

/** The part a test names when it cannot run, `specs/hubspot/crm-objects.2026-09.json`. */
function hasSpec(name: string): boolean {
  return existsSync(new URL(name, SPECS));
}

/**
 * Reads a vendor's published contract from `../shared/specs`, e.g. `hubspot/crm-objects.2026-09.json`.
 * @returns undefined where it is not there; throws under HANDOFF_REQUIRE_PARTS=1.
 */
export function loadSpec(name: string): OpenApi | undefined {
  return load(name) as OpenApi | undefined;
}

/** The same for a contract that is a plain JSON Schema, e.g. `brevo/createContact.schema.json`. */
export function loadSchema(name: string): Schema | undefined {
  return load(name) as Schema | undefined;
}

function load(name: string): unknown {
  if (hasSpec(name)) return { ...(JSON.parse(readFileSync(new URL(name, SPECS), 'utf8')) as object), 'x-file': name };
  if (process.env['HANDOFF_REQUIRE_PARTS'] === '1')
    throw new Error(`The contract ${name} is missing under ${SPECS.pathname}, and HANDOFF_REQUIRE_PARTS=1 asks for it.`);
  return undefined;
}

export interface ContractOptions {
  /** What stands before the contract's paths; by default the path of its first server. */
  prefix?: string;
  /** Corrections of a contract that is wrong or too loose; change the given copy. Run in order, before it is closed. */
  overlays?: ((spec: OpenApi) => void)[];
  /** Names of properties whose value is a free table (`merge_fields`), to be left open. */
  openPaths?: string[];
}

/**
 * Makes a check of requests against one or several OpenAPI contracts of one vendor: path, method, path and query
 * parameters, required headers, content type and body. An unknown path, method, parameter or body member is a violation.
 * @returns undefined where one of the contracts is not there.
 */
export function createContractCheck(
  specs: OpenApi | undefined | (OpenApi | undefined)[],
  options: ContractOptions = {},
): ContractCheck | undefined {
  const list = Array.isArray(specs) ? specs : [specs];
  const present = list.filter((spec) => spec !== undefined);
  if (present.length < list.length || present.length === 0) return undefined;
  const routes = present.flatMap((spec) => readRoutes(spec, options)).toSorted((a, b) => a.names.length - b.names.length);
  return (request) => {
    const onPath = routes.filter((route) => route.pattern.test(request.path));
    if (onPath.length === 0) return [`${request.method} ${request.path}: the vendor has no such path`];
    const route = onPath.find((candidate) => candidate.method === request.method);
    if (route === undefined) return [`${request.method} ${request.path}: the vendor has no such method here`];
    request.matched?.(route.operation);
    return route.check(request).map((line) => `${request.method} ${route.template}: ${line}`);
  };
}

/**
 * Makes a check of values against a plain JSON Schema, closed like a contract. `pointer` picks a part: `#/definitions/Event`.
 * Give the check the request whose body the value is, so that it is known which part of the contract was used.
 */
export function createSchemaCheck(
  schema: Schema | undefined,
  pointer = '',
  options: Pick<ContractOptions, 'openPaths'> = {},
): ((value: unknown, request?: Pick<RequestSeen, 'matched'>) => string[]) | undefined {
  if (schema === undefined) return undefined;
  const closed = strictify(structuredClone(schema), options.openPaths);
  const ajv = createAjv();
  ajv.addSchema(closed, 'schema');
  const validate = ajv.compile({ $ref: `schema${pointer}`, unevaluatedProperties: false });
  // A file with a reference at its top describes one body; others hold several, told apart by the pointer.
  const name = schema.$ref === undefined ? pointer : '';
  return (value, request) => {
    request?.matched?.({ spec: schema['x-file'] ?? '', name, added: false });
    return validate(value) ? [] : explain(validate, 'value');
  };
}

interface Route {
  method: string;
  template: string;
  pattern: RegExp;
  names: string[];
  operation: ContractOperation;
  check: (request: Parameters<ContractCheck>[0]) => string[];
}

function createAjv(coerceTypes = false): Ajv2020 {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false, logger: false, coerceTypes });
  formats.default(ajv);
  return ajv;
}

function readRoutes(original: OpenApi, options: ContractOptions): Route[] {
  const spec = structuredClone(original);
  for (const overlay of options.overlays ?? []) overlay(spec);
  normalizeSpec(spec);
  const ajv = createAjv();
  // Forms and addresses carry text only; there a "1" is a number.
  const coercing = createAjv(true);
  const closed = strictify(spec, options.openPaths);
  for (const instance of [ajv, coercing]) instance.addSchema(closed, 'spec');
  const prefix = options.prefix ?? serverPath(spec);

  return Object.entries(closed.paths).flatMap(([path, item]) => {
    const names = [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] ?? '');
    const template = prefix + path;
    const pattern = new RegExp(
      `^${template
        .split(/\{[^}]+\}/)
        .map(escapeRegExp)
        .join('([^/]+)')}$`,
    );
    return METHODS.flatMap((method): Route[] => {
      const operation = item[method];
      if (operation === undefined) return [];
      const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((parameter) => resolve(closed, parameter));
      const checkParameters = parameterCheck(coercing, parameters);
      const checkBody = bodyCheck({ ajv, coercing, closed, operation, pointer: ['paths', path, method] });
      const check: Route['check'] = (request) => {
        const values = pattern.exec(request.path)?.slice(1).map(decodeURIComponent) ?? [];
        const inPath = Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
        return [...checkParameters(request, inPath), ...checkBody(request)];
      };
      const name = `${method.toUpperCase()} ${path}`;
      const added = original.paths[path]?.[method] === undefined;
      return [
        { method: method.toUpperCase(), template, pattern, names, operation: { spec: original['x-file'] ?? '', name, added }, check },
      ];
    });
  });
}

export const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

function escapeRegExp(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}

function serverPath(spec: OpenApi): string {
  const url = spec.servers?.[0]?.url.replaceAll(/\{[^}]*\}/g, 'x');
  return url !== undefined && URL.canParse(url) ? new URL(url).pathname.replace(/\/$/, '') : '';
}

/** Follows a local `$ref` of a parameter or request body. */
function resolve<T extends { $ref?: string }>(spec: OpenApi, part: T): T {
  if (part.$ref === undefined) return part;
  const target = part.$ref
    .slice(2)
    .split('/')
    .reduce<unknown>(
      (node, key) => (node as Record<string, unknown>)[decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~')],
      spec,
    );
  return resolve(spec, target as T);
}

function parameterCheck(ajv: Ajv2020, parameters: Parameter[]) {
  const validators = parameters.map((parameter) => ({
    parameter,
    validate: lazily(() => ajv.compile(rebase(parameter.schema ?? {}) as object)),
  }));
  const known = new Set(parameters.filter((parameter) => parameter.in === 'query').map((parameter) => parameter.name));
  return (request: Parameters<ContractCheck>[0], inPath: Record<string, string>): string[] => {
    const problems = [...new Set(request.query.keys())]
      .filter((name) => !known.has(name))
      .map((name) => `query parameter "${name}" is not in the contract`);
    for (const { parameter, validate } of validators) {
      const value = readParameter(parameter, request, inPath);
      if (value === undefined) {
        if (parameter.required === true && parameter.in !== 'cookie' && !AUTH_HEADERS.has(parameter.name.toLowerCase()))
          problems.push(`${parameter.in} parameter "${parameter.name}" is missing`);
        continue;
      }
      const check = validate();
      const holder = [value];
      if (!check(holder[0])) problems.push(...explain(check, `${parameter.in} parameter "${parameter.name}"`));
    }
    return problems;
  };
}

const AUTH_HEADERS = new Set(['authorization', 'accept', 'content-type']);

function readParameter(parameter: Parameter, request: Parameters<ContractCheck>[0], inPath: Record<string, string>): unknown {
  switch (parameter.in) {
    case 'path':
      return inPath[parameter.name];
    case 'header':
      return request.headers.get(parameter.name) ?? undefined;
    case 'query': {
      const values = request.query.getAll(parameter.name);
      if (values.length === 0) return undefined;
      if (parameter.schema?.type !== 'array') return values.length === 1 ? values[0] : values;
      return parameter.explode === false ? values.flatMap((value) => value.split(',')) : values;
    }
    default:
      return undefined;
  }
}

function bodyCheck(parts: { ajv: Ajv2020; coercing: Ajv2020; closed: OpenApi; operation: Operation; pointer: string[] }) {
  const { ajv, coercing, closed, operation } = parts;
  const declared = operation.requestBody === undefined ? undefined : resolve(closed, operation.requestBody);
  const media = Object.entries(declared?.content ?? {}).map(([type, { schema }]) => ({
    type,
    validate: lazily(() =>
      (type.includes('json') ? ajv : coercing).compile({ ...(rebase(schema ?? {}) as object), unevaluatedProperties: false }),
    ),
  }));
  return ({ body, headers }: Parameters<ContractCheck>[0]): string[] => {
    if (body === undefined) return declared?.required === true ? ['the body is missing'] : [];
    if (declared === undefined) return ['a body was sent where the contract has none'];
    const type = (headers.get('content-type') ?? '').split(';')[0]?.trim() ?? '';
    const match = media.find((entry) => entry.type === type || entry.type === '*/*');
    if (match === undefined) return [`content type "${type}" is not in the contract (${media.map((entry) => entry.type).join(', ')})`];
    const validate = match.validate();
    return validate(structuredClone(body)) ? [] : explain(validate, 'body');
  };
}

/** Points the local references of a part at the whole contract, which Ajv knows as `spec`. */
function rebase(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(rebase);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string' && value.startsWith('#') ? `spec${value}` : rebase(value),
    ]),
  );
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function explain(validate: ValidateFunction, what: string): string[] {
  return (validate.errors ?? []).map(({ instancePath, message, params }) => {
    const { unevaluatedProperty, additionalProperty } = params as { unevaluatedProperty?: string; additionalProperty?: string };
    const member = unevaluatedProperty ?? additionalProperty;
    return `${what}${instancePath} ${message ?? 'is wrong'}${member === undefined ? '' : ` ("${member}")`}`;
  });
}
