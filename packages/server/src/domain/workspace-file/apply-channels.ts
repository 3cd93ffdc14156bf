import { isDeepStrictEqual } from 'node:util';
import type { WorkspaceFile } from '@handoff/shared/api';
import { channelView } from '../alerting/channel-view.ts';
import { findChannels } from '../alerting/find.ts';
import { type ChannelRequest, createChannel, updateChannel } from '../alerting/save-channel.ts';
import { type Applying, attempt, reachOf, refuse } from './applying.ts';
import { readSlugs } from './slugs.ts';

type WantedChannel = WorkspaceFile['alertChannels'][number];
type Channel = ReturnType<typeof channelView>;

/** Makes the places where alerts go. One is known by its name and where it goes, else by its name alone. */
export async function applyChannels(run: Applying): Promise<void> {
  const { db } = run.parts.store;
  if (run.file.alertChannels.length === 0) return;
  const { connections } = await readSlugs(db, run.workspaceId);
  const rows = await findChannels(db, run.workspaceId);
  const unclaimed = new Map(rows.map((row) => [row.id, channelView(row)]));
  for (const [index, wanted] of run.file.alertChannels.entries()) {
    const request = requestOf(run, `/alertChannels/${index}`, wanted, connections);
    if (request === undefined) continue;
    const named = [...unclaimed.values()].filter(({ name }) => name === wanted.name);
    const channel = named.find(({ to }) => isDeepStrictEqual(to, request.to)) ?? named[0];
    if (channel !== undefined) unclaimed.delete(channel.id);
    await attempt(run, `/alertChannels/${index}`, () => applyChannel(run, request, channel));
  }
}

async function applyChannel(run: Applying, request: ChannelRequest, channel: Channel | undefined): Promise<void> {
  const { parts } = run;
  const reach = reachOf(run);
  const entry = `alert channel ${request.name}`;
  if (channel === undefined) {
    await createChannel(parts, reach, request);
    run.changes.push({ entry, action: 'created', details: [] });
    return;
  }
  const details = (['to', 'settings'] as const).filter((member) => !isDeepStrictEqual(channel[member], request[member]));
  if (details.length > 0) await updateChannel(parts, reach, channel.id, request);
  run.changes.push({ entry, action: details.length === 0 ? 'unchanged' : 'updated', details });
}

/** Undefined where its connection is not there, which is a problem of the file unless that was refused itself. */
function requestOf(
  run: Applying,
  at: string,
  { name, to, settings }: WantedChannel,
  connections: ReadonlyMap<string, string>,
): ChannelRequest | undefined {
  if ('email' in to) return { name, to: { kind: 'email', address: to.email }, settings };
  const connectionId = connections.get(to.connection);
  if (connectionId !== undefined) return { name, to: { kind: 'connection', connectionId }, settings };
  if (!run.refused.has(`/connections/${to.connection}`)) {
    const message = `There is no connection called "${to.connection}", neither in the file nor in the workspace.`;
    refuse(run, at, [{ path: `${at}/to/connection`, message }]);
  }
  return undefined;
}
