import { z } from 'zod';
import type { DestinationDefinition } from './types.ts';

/** A JSON Schema, as far as the kit reads one. */
export interface JsonSchema {
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  title?: string;
  description?: string;
  secret?: boolean;
  [keyword: string]: unknown;
}

/** Stands for a secret wherever settings are shown; what is sent back unchanged keeps the stored secret. */
export const MASK = '••••';

/** A patch of settings: an absent member stays as it is, `null` removes it. */
export type SettingsPatch = Record<string, unknown>;

const schemas = new WeakMap<z.ZodType, JsonSchema>();

/** The JSON Schema of what a person may enter, made once per zod schema. */
export function inputSchema(schema: z.ZodType): JsonSchema {
  const known = schemas.get(schema);
  if (known) return known;
  const made = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  schemas.set(schema, made);
  return made;
}

/** The JSON Schema of the connection form; secret settings carry `secret: true`. */
export function settingsForm(definition: DestinationDefinition): JsonSchema {
  return inputSchema(definition.settings);
}

const secrets = new WeakMap<z.ZodType, readonly string[]>();

/** The names of the settings that hold secrets (`.meta({ secret: true })` on a top-level setting, or inside it). */
export function secretKeys(definition: DestinationDefinition): readonly string[] {
  const known = secrets.get(definition.settings);
  if (known) return known;
  const keys = Object.entries(propertiesOf(settingsForm(definition)))
    .filter(([, property]) => holdsSecret(property))
    .map(([key]) => key);
  secrets.set(definition.settings, keys);
  return keys;
}

/** Parts settings into what may lie open and what must be sealed. */
export function splitSecrets(
  definition: DestinationDefinition,
  settings: Record<string, unknown>,
): { plain: Record<string, unknown>; secrets: Record<string, unknown> } {
  const secret = new Set(secretKeys(definition));
  const entries = Object.entries(settings);
  return {
    plain: Object.fromEntries(entries.filter(([key]) => !secret.has(key))),
    secrets: Object.fromEntries(entries.filter(([key]) => secret.has(key))),
  };
}

/** Settings to show: each secret as `••••`, with its last four characters where it has twelve or more. Unset ones stay unset. */
export function maskSettings(definition: DestinationDefinition, settings: Record<string, unknown>): Record<string, unknown> {
  const masked = { ...settings };
  for (const key of secretKeys(definition)) if (masked[key] !== undefined) masked[key] = mask(masked[key]);
  return masked;
}

/** Applies what a form sent back. A secret that is absent or still masked keeps its stored value. Validate the result afterwards. */
export function mergeSettings(
  definition: DestinationDefinition,
  old: Record<string, unknown>,
  patch: SettingsPatch,
): Record<string, unknown> {
  const secret = new Set(secretKeys(definition));
  const merged = { ...old };
  for (const [key, value] of Object.entries(patch)) {
    if (value === undefined || (secret.has(key) && isMask(value))) continue;
    if (value === null) delete merged[key];
    else merged[key] = value;
  }
  return merged;
}

function mask(value: unknown): string {
  return typeof value === 'string' && value.length >= 12 ? `${MASK}${value.slice(-4)}` : MASK;
}

function isMask(value: unknown): boolean {
  return typeof value === 'string' && value.startsWith(MASK);
}

/** All properties of an object schema, those of its alternatives included. */
export function propertiesOf(schema: JsonSchema): Record<string, JsonSchema> {
  const parts = [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  return Object.assign({}, ...parts.map(propertiesOf), schema.properties ?? {}) as Record<string, JsonSchema>;
}

function holdsSecret(schema: JsonSchema): boolean {
  if (schema.secret === true) return true;
  const inner = [...Object.values(propertiesOf(schema)), ...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  if (schema.items) inner.push(schema.items);
  return inner.some(holdsSecret);
}
