import { isDeepStrictEqual } from 'node:util';
import type { WorkspaceFile } from '@handoff/shared/api';
import type { Problem } from '@handoff/shared/event';
import type { ConnectionRow } from '../../delivery/connections.ts';
import { mergeSettings, propertiesOf, secretKeys, settingsForm } from '../../destinations/kit/settings.ts';
import type { DestinationDefinition } from '../../destinations/kit/types.ts';
import { AppError } from '../../observe/app-error.ts';
import { SealError } from '../../secrets/keyring.ts';
import { createConnection } from '../connection/create.ts';
import { findDefinition } from '../connection/definition.ts';
import { openSettings } from '../connection/settings.ts';
import { updateConnection } from '../connection/update.ts';
import { type Applying, keepsOwner, keptSecret, problemsOf, readSecret, refuse } from './applying.ts';

type WantedConnection = WorkspaceFile['connections'][string];
type Settings = Record<string, unknown>;

/** Makes the connections that are missing and changes the others. */
export async function applyConnections(run: Applying): Promise<void> {
  const rows = await run.parts.store.db
    .selectFrom('connections')
    .selectAll()
    .where('workspace_id', '=', run.workspaceId)
    .where('removed_at', 'is', null)
    .execute();
  const bySlug = new Map(rows.map((row) => [row.slug, row]));
  for (const [slug, wanted] of Object.entries(run.file.connections)) await applyConnection(run, slug, wanted, bySlug.get(slug));
}

async function applyConnection(run: Applying, slug: string, wanted: WantedConnection, row: ConnectionRow | undefined): Promise<void> {
  const at = `/connections/${slug}`;
  const definition = findDefinition(run.parts.destinations, wanted.destination);
  if (definition === undefined) {
    const known = Object.keys(run.parts.destinations).join(', ');
    return refuse(run, at, [
      { path: `${at}/destination`, message: `This server knows no destination called "${wanted.destination}". It knows: ${known}.` },
    ]);
  }
  const held = row === undefined ? {} : await knownSettings(run, row);
  const settings = settingsOf(run, at, definition, wanted, held);
  const problems = [...settings.problems, ...(row === undefined ? [] : fixedParts(at, wanted, row))];
  if (problems.length > 0) return refuse(run, at, problems);
  try {
    await (row === undefined
      ? create(run, slug, wanted, definition, settings.values)
      : update(run, row, wanted, definition, settings.values));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    refuse(
      run,
      at,
      problemsOf(error, at).map((problem) => inSecrets(at, definition, problem)),
    );
  }
}

/** Settings as a form would send them: open ones from the file, secrets from the environment. `held`: what the connection has, and keeps where no other secret is given. */
function settingsOf(
  run: Applying,
  at: string,
  definition: DestinationDefinition,
  wanted: WantedConnection,
  held: Settings,
): { values: Settings; problems: Problem[] } {
  const secret = new Set(secretKeys(definition));
  const problems: Problem[] = [];
  const values: Settings = { ...wanted.settings };
  for (const key of Object.keys(wanted.settings)) {
    if (secret.has(key) && wanted.settings[key] !== null) {
      problems.push({
        path: `${at}/settings/${key}`,
        message: `This is a secret. Take it out of the file and name its environment variable under secrets: ${key}: { env: NAME }.`,
      });
    }
  }
  for (const [key, reference] of Object.entries(wanted.secrets)) {
    const path = `${at}/secrets/${key}`;
    if (!secret.has(key)) {
      problems.push({
        path,
        message: `${definition.title} has no secret called "${key}". Its secrets: ${[...secret].join(', ') || 'none'}.`,
      });
      continue;
    }
    const read = readSecret(run, reference, path);
    if ('message' in read && held[key] !== undefined) {
      run.notes.push(keptSecret(wanted.name, key, reference.env));
      continue;
    }
    const parsed = 'message' in read ? read : asSetting(definition, key, read.value, path, reference.env);
    if ('message' in parsed) problems.push(parsed);
    else values[key] = parsed.value;
  }
  return { values, problems };
}

/** Most secrets are text; one that has parts (own headers) is JSON in its variable. */
function asSetting(definition: DestinationDefinition, key: string, text: string, path: string, name: string): { value: unknown } | Problem {
  if (propertiesOf(settingsForm(definition))[key]?.type === 'string') return { value: text };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { path, message: `The environment variable ${name} must hold JSON here.` };
  }
}

/** What a connection keeps for life. */
function fixedParts(at: string, wanted: WantedConnection, row: ConnectionRow): Problem[] {
  const advice = 'Choose another short name for the new connection.';
  if (row.destination !== wanted.destination) {
    return [{ path: `${at}/destination`, message: `The connection "${row.slug}" goes to "${row.destination}". ${advice}` }];
  }
  if (wanted.baseUrl !== undefined && wanted.baseUrl !== row.base_url) {
    return [{ path: `${at}/baseUrl`, message: `The address of the connection "${row.slug}" cannot be changed. ${advice}` }];
  }
  return [];
}

async function create(
  run: Applying,
  slug: string,
  wanted: WantedConnection,
  definition: DestinationDefinition,
  settings: Settings,
): Promise<void> {
  const { workspaceId, by } = run;
  const { name, destination, owner, baseUrl } = wanted;
  const made = await createConnection(run.parts, {
    workspaceId,
    destination,
    name,
    slug,
    owner,
    settings: mergeSettings(definition, {}, settings),
    baseUrl,
    by,
  });
  run.changes.push({ entry: `connection ${slug}`, action: 'created', details: [] });
  if (!made.authorized)
    run.notes.push(`“${name}” (${slug}) still has to be signed in to ${definition.title}: open it in a panel and connect it.`);
}

async function update(
  run: Applying,
  row: ConnectionRow,
  wanted: WantedConnection,
  definition: DestinationDefinition,
  settings: Settings,
): Promise<void> {
  const { workspaceId, by, parts } = run;
  const old = await knownSettings(run, row);
  const details = [
    ...(row.name === wanted.name ? [] : ['name']),
    ...((await keepsOwner(run, row.owner, wanted.owner)) ? [] : ['owner']),
    ...(isDeepStrictEqual(old, mergeSettings(definition, old, settings)) ? [] : ['settings']),
  ];
  if (details.length > 0) {
    const change = { name: wanted.name, owner: wanted.owner, settings: details.includes('settings') ? settings : undefined };
    await updateConnection(parts, { workspaceId, connectionId: row.id, by, ...change });
  }
  run.changes.push({ entry: `connection ${row.slug}`, action: details.length === 0 ? 'unchanged' : 'updated', details });
}

/** Secrets whose sealing key is gone differ from whatever the file names, so they are set again. */
async function knownSettings({ parts }: Applying, row: ConnectionRow): Promise<Settings> {
  try {
    return await openSettings(parts.keyring, row);
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    return JSON.parse(row.settings) as Settings;
  }
}

/** Verbs speak of `/settings/…`; in a file, secrets stand under `/secrets/…`. */
function inSecrets(at: string, definition: DestinationDefinition, { path, message }: Problem): Problem {
  const key = secretKeys(definition).find((secret) => path === `${at}/settings/${secret}` || path.startsWith(`${at}/settings/${secret}/`));
  return { path: key === undefined ? path : path.replace(`${at}/settings/`, `${at}/secrets/`), message };
}
