import { ChannelSettings, type WorkspaceFile } from '@handoff/shared/api';
import type { ConnectionRow } from '../../delivery/connections.ts';
import { secretKeys } from '../../destinations/kit/settings.ts';
import type { DestinationDefinition } from '../../destinations/kit/types.ts';
import { type Keyring, SealError } from '../../secrets/keyring.ts';
import { SourceSettings } from '../../sources/settings.ts';
import type { Store } from '../../store/store.ts';
import { channelView } from '../alerting/channel-view.ts';
import { findChannels } from '../alerting/find.ts';
import { findDefinition } from '../connection/definition.ts';
import { openSettings } from '../connection/settings.ts';
import { listFlows } from '../flow/list.ts';
import type { FlowView } from '../flow/view.ts';
import type { SourceRow } from '../source/view.ts';
import { ownTerms } from '../suggest/vocabulary.ts';
import { getWorkspace } from '../workspace/get.ts';
import { serviceEntries } from './export-services.ts';
import { connectedOnly, renameIn } from './slugs.ts';
import { createVariables, type Variables } from './variables.ts';

export interface ExportParts {
  store: Store;
  keyring: Keyring;
  destinations: Record<string, DestinationDefinition>;
}

export interface Exported {
  file: WorkspaceFile;
  /** Which flows could not be written as they are, and why. */
  notes: string[];
}

/**
 * The workspace as a file: applied to where it came from, it changes nothing. Secrets are named by environment
 * variables, never written. Left out are what was disconnected, removed or archived, of a flow everything but
 * its live version (else its shadow, else its draft), and flows that cannot do without what is gone.
 */
export async function exportWorkspace(parts: ExportParts, workspaceId: string): Promise<Exported> {
  const { name } = await getWorkspace(parts.store, workspaceId);
  const { db } = parts.store;
  const sources = await db.selectFrom('sources').selectAll().where('workspace_id', '=', workspaceId).orderBy('slug').execute();
  const keys = await db
    .selectFrom('source_keys')
    .select('source_id')
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', 'hmac')
    .where('revoked_at', 'is', null)
    .execute();
  const withSecret = new Set(keys.map((key) => key.source_id));
  const connections = await db
    .selectFrom('connections')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('removed_at', 'is', null)
    .orderBy('slug')
    .execute();
  const flows = await listFlows(parts.store, workspaceId);
  const connectionSlugs = new Map(connections.map(({ id, slug }) => [id, slug]));
  const there: There = {
    sources: new Map(sources.map(({ id, slug }) => [id, slug])),
    disconnected: new Set(sources.flatMap((row) => (row.revoked_at === null ? [] : [row.id]))),
    connections: connectionSlugs,
  };
  const channels = await findChannels(db, workspaceId);
  const terms = await ownTerms(db, workspaceId);
  const services = await db.selectFrom('screening_services').selectAll().where('workspace_id', '=', workspaceId).execute();
  const variables = createVariables();
  const notes: string[] = [];

  const file: WorkspaceFile = {
    version: 1,
    workspace: { name },
    sources: Object.fromEntries(
      sources
        .filter((row) => row.revoked_at === null)
        .map((row) => [row.slug, { ...sourceEntry(row, variables, withSecret.has(row.id)), ...serviceEntries(row, services, variables) }]),
    ),
    connections: Object.fromEntries(
      await Promise.all(connections.map(async (row) => [row.slug, await connectionEntry(parts, row, variables)] as const)),
    ),
    flows: Object.fromEntries(
      flows.toSorted((one, other) => (one.slug < other.slug ? -1 : 1)).flatMap((flow) => flowEntry(flow, there, notes)),
    ),
    vocabulary: Object.fromEntries(terms.map(({ name: term, ...rest }) => [term, rest])),
    alertChannels: channels.map(channelView).flatMap((channel) => channelEntry(channel, connectionSlugs)),
  };
  return { file, notes };
}

function sourceEntry(row: SourceRow, variables: Variables, hasSecret: boolean): WorkspaceFile['sources'][string] {
  const stored = JSON.parse(row.settings) as Record<string, unknown>;
  // Whether a source is only watched differs between a new one and an old one, so it is always written out.
  const { observe } = SourceSettings.parse(stored).screening;
  const settings = { ...stored, screening: { ...(stored['screening'] as object | undefined), observe } };
  const { kind, name, url, slug } = row;
  // A hook’s address is this server’s own; what its senders sign with can move along.
  return kind === 'webhook' || kind === 'stripe'
    ? { kind, name, settings, ...(hasSecret ? { signingSecret: variables('source', slug, 'signingSecret') } : {}) }
    : { kind, name, url, settings };
}

async function connectionEntry(
  parts: ExportParts,
  row: ConnectionRow,
  variables: Variables,
): Promise<WorkspaceFile['connections'][string]> {
  const secrets = await secretsSet(parts, row);
  return {
    destination: row.destination,
    name: row.name,
    ...(row.owner === null ? {} : { owner: row.owner }),
    settings: JSON.parse(row.settings) as Record<string, unknown>,
    secrets: Object.fromEntries(secrets.map((key) => [key, variables('connection', row.slug, key)])),
    ...(row.base_url === null ? {} : { baseUrl: row.base_url }),
  };
}

/** Which secrets the connection has; all its destination knows where they cannot be opened. */
async function secretsSet(parts: ExportParts, row: ConnectionRow): Promise<string[]> {
  if (row.secrets === null) return [];
  const definition = findDefinition(parts.destinations, row.destination);
  const known = definition === undefined ? [] : secretKeys(definition);
  try {
    const settings = await openSettings(parts.keyring, row);
    return known.filter((key) => settings[key] !== undefined);
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    return [...known];
  }
}

/** Nothing for a channel whose connection was removed: it tells nobody any more. */
function channelEntry(
  { name, to, settings }: ReturnType<typeof channelView>,
  connectionSlugs: ReadonlyMap<string, string>,
): WorkspaceFile['alertChannels'] {
  const entry = { name, settings: ChannelSettings.parse(settings) };
  if (to.kind === 'email') return [{ ...entry, to: { email: to.address } }];
  const connection = connectionSlugs.get(to.connectionId);
  return connection === undefined ? [] : [{ ...entry, to: { connection } }];
}

/** Short names by id: of every source, and of connections that were not removed. */
interface There {
  sources: ReadonlyMap<string, string>;
  disconnected: ReadonlySet<string>;
  connections: ReadonlyMap<string, string>;
}

/** Nothing for a flow that names what is gone and cannot do without it; then, and where it can, a note says so. */
function flowEntry(flow: FlowView, there: There, notes: string[]): [string, WorkspaceFile['flows'][string]][] {
  const version = flow.published ?? flow.shadow ?? flow.draft;
  if (version === null || version.state === 'superseded') return [];
  const called = `The flow “${flow.name}” (${flow.slug})`;
  if (version.spec.steps.some(({ connection }) => !there.connections.has(connection))) {
    notes.push(`${called} was left out: a step of it uses a connection that was removed.`);
    return [];
  }
  const spec = connectedOnly(version.spec, there.disconnected);
  if (spec === undefined) {
    notes.push(`${called} was left out: all the sources it names were disconnected.`);
    return [];
  }
  if (spec !== version.spec) notes.push(`${called} was written without the sources it names that were disconnected.`);
  const entry = {
    name: flow.name,
    ...(flow.owner === null ? {} : { owner: flow.owner }),
    state: version.state,
    spec: renameIn(spec, { source: (id) => there.sources.get(id), connection: (id) => there.connections.get(id) }),
  };
  return [[flow.slug, entry]];
}
