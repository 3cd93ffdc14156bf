import { ChannelSettings } from '@handoff/shared/api';
import { z } from 'zod';
import type { Db } from '../../store/schema.ts';
import { dueAt, wants } from './due.ts';
import type { AlertingParts } from './parts.ts';
import type { Subject } from './subjects.ts';
import { mailTarget } from './targets.ts';
import { type AlertRow, severityOf } from './view.ts';

/** Somebody to be told, and when. */
export interface Recipient {
  target: string;
  dueAt: number;
}

export interface Routing {
  /** Who is told of an alert whose message could go out at `at`. */
  recipients: (alert: AlertRow, subject: Subject, at: number) => Recipient[];
  /** When such a message goes to one target that was told before; undefined where that is gone, or whose it was is no member any more. */
  dueFor: (target: string, alert: AlertRow, subject: Subject, at: number) => number | undefined;
  /** Owners of the workspace: the last ones to turn to. */
  owners: string[];
}

/** How people are told who set nothing themselves. */
const PLAIN = ChannelSettings.parse({});

/**
 * Reads who is told in a workspace: whoever owns what the alert is about, by e-mail; else the workspace's channels; where it
 * has none that works, its owners. A channel through the very connection that is in trouble is no way to tell of it.
 */
export async function readRouting(db: Db, mailer: AlertingParts['mailer'], workspaceId: string): Promise<Routing> {
  const channels = await readChannels(db, workspaceId);
  const members = await db
    .selectFrom('members')
    .select(['id', 'email', 'name', 'role'])
    .where('workspace_id', '=', workspaceId)
    .where('removed_at', 'is', null)
    .execute();
  const left = await readLeft(db, workspaceId);
  const mailed = (addresses: string[]) => (mailer === undefined ? [] : [...new Set(addresses.map(mailTarget))]);
  const ownerOf = ({ owner }: Subject): string[] => {
    if (owner === null) return [];
    const member = members.find(({ id, name, email }) => [id, name, email].includes(owner));
    const address = member?.email ?? owner;
    return z.email().safeParse(address).success ? mailed([address]) : [];
  };
  const owners = mailed(members.filter(({ role }) => role === 'owner').map(({ email }) => email));

  return {
    owners,
    recipients: (alert, subject, at) => {
      const severity = severityOf(alert);
      const plain = (targets: string[]) => targets.map((target) => ({ target, dueAt: dueAt(PLAIN, alert.kind, severity, at) }));
      const owner = ownerOf(subject);
      const works = channels.filter(({ holds, connectionId }) => !holds && (subject.kind !== 'connection' || connectionId !== subject.id));
      const usable = works.length > 0 || owners.length > 0 || owner.length > 0 ? works : channels;
      const wanted = usable.filter(({ settings }) => wants(settings, alert.kind, severity) && (owner.length === 0 || settings.owned));
      const told = wanted.map(({ id, settings }) => ({ target: id, dueAt: dueAt(settings, alert.kind, severity, at) }));
      return [...plain(owner.length === 0 && usable.length === 0 ? owners : owner), ...told];
    },
    dueFor: (target, alert, subject, at) => {
      const channel = channels.find(({ id }) => id === target);
      if (channel === undefined && !target.startsWith('mailto:')) return undefined;
      if (left.has(target) && !ownerOf(subject).includes(target)) return undefined;
      return dueAt(channel?.settings ?? PLAIN, alert.kind, severityOf(alert), at);
    },
  };
}

/** Targets of those who were members, or ran the server, and do neither any more. */
async function readLeft(db: Db, workspaceId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('members')
    .select(['email', 'removed_at'])
    .where((where) => where.or([where('workspace_id', '=', workspaceId), where('workspace_id', 'is', null)]))
    .execute();
  const there = new Set(rows.filter((row) => row.removed_at === null).map(({ email }) => email));
  return new Set(rows.filter(({ email }) => !there.has(email)).map(({ email }) => mailTarget(email)));
}

async function readChannels(db: Db, workspaceId: string) {
  const rows = await db
    .selectFrom('alert_channels')
    .leftJoin('connections', 'connections.id', 'alert_channels.connection_id')
    .select([
      'alert_channels.id',
      'alert_channels.settings',
      'alert_channels.connection_id',
      'connections.hold_kind',
      'connections.removed_at',
    ])
    .where('alert_channels.workspace_id', '=', workspaceId)
    .where('alert_channels.removed_at', 'is', null)
    .orderBy('alert_channels.created_at')
    .orderBy('alert_channels.id')
    .execute();
  return rows
    .filter((row) => row.removed_at === null)
    .map((row) => ({
      id: row.id,
      connectionId: row.connection_id,
      settings: ChannelSettings.parse(JSON.parse(row.settings)),
      /** Nothing gets through it until a person acts. */
      holds: row.hold_kind === 'auth' || row.hold_kind === 'scope' || row.hold_kind === 'person',
    }));
}
