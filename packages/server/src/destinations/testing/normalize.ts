/** A JSON Schema or an OpenAPI schema object, as far as this folder touches one. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  nullable?: boolean;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  unevaluatedProperties?: boolean | Schema;
  items?: Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  /** Which file of `../shared/specs` it was read from. */
  'x-file'?: string;
  [keyword: string]: unknown;
}

export interface Parameter {
  $ref?: string;
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  required?: boolean;
  explode?: boolean;
  schema?: Schema;
}

export interface Operation {
  parameters?: Parameter[];
  requestBody?: { $ref?: string; required?: boolean; content?: Record<string, { schema?: Schema }> };
}

export type PathItem = { parameters?: Parameter[] } & Partial<Record<'get' | 'post' | 'put' | 'patch' | 'delete', Operation>>;

export interface OpenApi {
  openapi: string;
  servers?: { url: string }[];
  paths: Record<string, PathItem>;
  components?: { schemas?: Record<string, Schema>; [kind: string]: unknown };
  /** Which file of `../shared/specs` it was read from. */
  'x-file'?: string;
}

/** Turns what only OpenAPI 3.0 means (`nullable`, boolean exclusive limits) into JSON Schema 2020-12, in place. */
export function normalizeSpec(spec: OpenApi): void {
  if (!spec.openapi.startsWith('3.0')) return;
  walk(spec, (node) => {
    normalizeLimits(node);
    if (typeof node.nullable === 'boolean') normalizeNullable(node);
  });
}

function normalizeNullable(node: Schema): void {
  const { nullable } = node;
  delete node.nullable;
  if (nullable === false) return;
  if (typeof node.type === 'string' && !('enum' in node) && !('$ref' in node)) {
    node.type = [node.type, 'null'];
    return;
  }
  // Without a type (Klaviyo), with an enum or beside a reference, null needs an alternative of its own.
  const rest = { ...node };
  for (const key of Object.keys(node)) delete node[key];
  node.anyOf = [rest, { type: 'null' }];
}

function normalizeLimits(node: Schema): void {
  for (const [exclusive, limit] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (typeof node[exclusive] !== 'boolean') continue;
    if (node[exclusive]) {
      node[exclusive] = node[limit];
      delete node[limit];
    } else delete node[exclusive];
  }
}

const NAMED_SCHEMAS = ['properties', '$defs', 'definitions', 'patternProperties'] as const;

/**
 * Closes every object of a contract in place: a member it does not name becomes an error. Free tables stay open:
 * those that say so (`additionalProperties`), those that name no member, and the properties listed in `openPaths`.
 * It closes where a schema is used, not where it is declared, so that `allOf` and references still combine.
 */
export function strictify<T extends object>(root: T, openPaths: readonly string[] = []): T {
  const open = new Set(openPaths);
  const resolve = (schema: Schema): Schema => (schema.$ref?.startsWith('#/') ? (follow(root, schema.$ref) ?? {}) : schema);
  walk(root, (node) => {
    for (const [name, property] of Object.entries(isTable(node.properties) ? node.properties : {})) {
      if (!open.has(name)) close(property, resolve);
      else if (isTable(property)) openUp(property);
    }
    if (isTable(node.items)) close(node.items, resolve);
    if (isTable(node.additionalProperties)) close(node.additionalProperties, resolve);
  });
  return root;
}

function close(schema: Schema, resolve: (schema: Schema) => Schema): void {
  if (isTable(schema) && namesMembers(schema, resolve, 0)) schema.unevaluatedProperties = false;
}

function openUp(schema: Schema): void {
  delete schema.unevaluatedProperties;
  if (schema.additionalProperties === false) delete schema.additionalProperties;
}

function namesMembers(schema: Schema, resolve: (schema: Schema) => Schema, depth: number): boolean {
  if (depth > 10) return false;
  const target = resolve(schema);
  if (isTable(target.properties) && Object.keys(target.properties).length > 0) return true;
  return [...(target.allOf ?? []), ...(target.anyOf ?? []), ...(target.oneOf ?? [])].some((part) => namesMembers(part, resolve, depth + 1));
}

function follow(root: object, ref: string): Schema | undefined {
  return ref
    .slice(2)
    .split('/')
    .map((key) => decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((node, key) => (isTable(node) ? node[key] : undefined), root) as Schema | undefined;
}

/** Visits every object below, depth first. Names of members are not schemas, so a property called `nullable` is safe. */
function walk(node: unknown, visit: (schema: Schema) => void, isNames = false): void {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, visit);
    return;
  }
  if (!isTable(node)) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'example' || key === 'examples' || key === 'enum' || key === 'const' || key === 'default') continue;
    walk(value, visit, !isNames && (NAMED_SCHEMAS as readonly string[]).includes(key));
  }
  if (!isNames) visit(node);
}

function isTable(value: unknown): value is Record<string, unknown> & Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
