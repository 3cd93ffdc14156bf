import { fill, type Translate } from './translate.ts';

/** `secret`, `text`, `address` and `number` are one line; `choice` has options; `pairs` is "Name: value" and `lines` one value, a line each. */
export type SettingKind = 'text' | 'secret' | 'address' | 'number' | 'flag' | 'choice' | 'pairs' | 'lines';

/** One control of a destination's settings form. */
export interface Setting {
  key: string;
  label: string;
  help: string | undefined;
  kind: SettingKind;
  /** Sealed at the server and never shown again, whatever its kind. */
  secret: boolean;
  required: boolean;
  options: { value: string; label: string }[];
  integer: boolean;
  min: number | undefined;
  max: number | undefined;
  preset: unknown;
}

/** What the controls hold: text as typed, a flag, or null where a stored secret is to be removed. */
export type SettingsDraft = Record<string, string | boolean | null>;

interface Schema {
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: unknown;
  items?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  minimum?: number;
  maximum?: number;
  title?: string;
  description?: string;
  default?: unknown;
  secret?: boolean;
}

/** Reads the form off the JSON Schema that `listDestinations` gives. */
export function settingsOf(schema: Record<string, unknown>): Setting[] {
  const form = schema as Schema;
  const required = new Set(form.required);
  return Object.entries(propertiesOf(form)).map(([key, property]) => {
    const type = typeOf(property);
    return {
      key,
      label: property.title ?? key,
      help: property.description,
      kind: kindOf(property, type),
      secret: property.secret === true,
      required: required.has(key),
      options: optionsOf(property),
      integer: type === 'integer',
      min: property.minimum,
      max: property.maximum,
      preset: property.default,
    };
  });
}

/** What the controls show at first. `stored` are a connection's settings, secrets masked; a secret's control starts empty. */
export function startDraft(settings: readonly Setting[], stored: Record<string, unknown> = {}): SettingsDraft {
  return Object.fromEntries(settings.map((setting) => [setting.key, startValue(setting, stored[setting.key])]));
}

/**
 * What to send: for a new connection the settings that are filled in; for a stored one what changes, where a secret left
 * empty stays and `null` removes a setting. `problems` by setting, in words.
 */
export function readDraft(
  settings: readonly Setting[],
  draft: SettingsDraft,
  t: Translate,
  stored?: Record<string, unknown>,
): { values: Record<string, unknown>; problems: Record<string, string> } {
  const values: Record<string, unknown> = {};
  const problems: Record<string, string> = {};
  for (const setting of settings) {
    const { key } = setting;
    const typed = draft[key];
    const kept = stored?.[key] !== undefined;
    if (typed === null || (typeof typed === 'string' && typed.trim() === '') || typed === undefined) {
      const stays = setting.secret && kept && typed !== null;
      if (setting.required && !stays) problems[key] = t('Fill this in.');
      else if (kept && !stays) values[key] = null;
      continue;
    }
    const read = typeof typed === 'boolean' ? { value: typed } : readText(setting, typed.trim(), t);
    if ('problem' in read) problems[key] = read.problem;
    else values[key] = read.value;
  }
  return { values, problems };
}

/** The server's problems by setting: `/settings/apiKey` belongs to `apiKey`; what belongs to none is under ''. */
export function problemsBySetting(problems: readonly { path: string; message: string }[]): Record<string, string> {
  return Object.fromEntries(problems.map(({ path, message }) => [/^\/settings\/([^/]+)/.exec(path)?.[1] ?? '', message]));
}

/** Properties of alternatives count too: which of them belong together the server says when it is sent. */
function propertiesOf(schema: Schema): Record<string, Schema> {
  const parts = [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  return Object.assign({}, ...parts.map(propertiesOf), schema.properties) as Record<string, Schema>;
}

function typeOf(property: Schema): string | undefined {
  const own = Array.isArray(property.type) ? property.type.find((type) => type !== 'null') : property.type;
  return own ?? property.anyOf?.map(typeOf).find((type) => type !== undefined && type !== 'null');
}

function kindOf(property: Schema, type: string | undefined): SettingKind {
  if (optionsOf(property).length > 0) return 'choice';
  if (type === 'boolean') return 'flag';
  if (type === 'number' || type === 'integer') return 'number';
  if (type === 'object') return 'pairs';
  if (type === 'array') return 'lines';
  if (property.secret === true) return 'secret';
  return property.format === 'uri' ? 'address' : 'text';
}

function optionsOf(property: Schema): Setting['options'] {
  const named = [...(property.oneOf ?? []), ...(property.anyOf ?? [])].filter((choice) => choice.const !== undefined);
  if (named.length > 0) return named.map((choice) => ({ value: String(choice.const), label: choice.title ?? String(choice.const) }));
  return (property.enum ?? []).map((value) => ({ value: String(value), label: String(value) }));
}

function startValue(setting: Setting, stored: unknown): string | boolean {
  const value = setting.secret ? undefined : (stored ?? setting.preset);
  if (setting.kind === 'flag') return value === true;
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.join('\n');
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([name, one]) => `${name}: ${String(one)}`)
      .join('\n');
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

function readText(setting: Setting, text: string, t: Translate): { value: unknown } | { problem: string } {
  switch (setting.kind) {
    case 'number':
      return readNumber(setting, text, t);
    case 'lines':
      return { value: linesOf(text) };
    case 'pairs':
      return readPairs(text, t);
    case 'text':
    case 'secret':
    case 'address':
    case 'choice':
    case 'flag':
      return { value: text };
  }
}

function readNumber({ integer, min, max }: Setting, text: string, t: Translate): { value: number } | { problem: string } {
  const value = Number(text);
  if (!Number.isFinite(value) || (integer && !Number.isInteger(value))) return { problem: t('Enter a number, in digits only.') };
  if (min !== undefined && value < min) return { problem: fill(t('Enter {min} or more.'), { min }) };
  if (max !== undefined && value > max) return { problem: fill(t('Enter {max} or less.'), { max }) };
  return { value };
}

function readPairs(text: string, t: Translate): { value: Record<string, string> } | { problem: string } {
  const pairs = linesOf(text).map((line) => /^([^:]+):(.*)$/.exec(line));
  if (pairs.includes(null)) return { problem: t('Write one a line, as “Name: value”.') };
  return { value: Object.fromEntries(pairs.map((pair) => [pair?.[1]?.trim() ?? '', pair?.[2]?.trim() ?? ''])) };
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
