import { isDeepStrictEqual } from 'node:util';
import { ChannelSettings, HealthSettings, IdentitySettings, RetentionSettings } from '@handoff/shared/api';
import { FlowSpec } from '@handoff/shared/flow';
import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { RetentionConfig } from '../../config/retention.ts';
import { AppError } from '../../observe/app-error.ts';
import type { Clock } from '../../observe/clock.ts';
import type { SourceKeys } from '../../sources/keys.ts';
import type { Schema } from '../../store/schema.ts';
import { channelView } from '../alerting/channel-view.ts';
import { findChannel } from '../alerting/find.ts';
import type { AlertingParts } from '../alerting/parts.ts';
import { updateChannel } from '../alerting/save-channel.ts';
import { lockConnection } from '../connection/find.ts';
import { getConnection } from '../connection/get.ts';
import { updateConnection } from '../connection/update.ts';
import { lockFlow } from '../flow/find.ts';
import type { CallingParts } from '../flow/parts.ts';
import { rollbackFlow } from '../flow/rollback.ts';
import { saveDraft } from '../flow/save-draft.ts';
import { updateFlow } from '../flow/update.ts';
import { specOf } from '../flow/view.ts';
import { healthSettings, setHealthSettings } from '../health/settings.ts';
import { identitySettings, setIdentitySettings } from '../identity/settings.ts';
import type { Reach } from '../reach.ts';
import { ownRetention, setRetention } from '../retention/policy.ts';
import { findSource } from '../source/find.ts';
import { updateSource } from '../source/update.ts';
import { ownTerms, putVocabulary } from '../suggest/vocabulary.ts';
import { refuseChangedSince } from './changed-since.ts';

export interface UndoParts extends CallingParts, AlertingParts {
  clock: Clock;
  sourceKeys: SourceKeys;
  config: CallingParts['config'] & { retention: RetentionConfig };
}

/** A change that is to be taken back. In a transaction `parts.store` is within it, so that the verbs are part of it. */
export interface Undoing {
  parts: UndoParts;
  reach: Reach;
  entityId: string;
  before: unknown;
  after: unknown;
}

/** With the workspace locked. */
export type UndoingWithin = Undoing & { trx: Transaction<Schema> };

const Settings = z.record(z.string(), z.unknown());
const Connection = z.object({
  name: z.string(),
  owner: z.string().nullable(),
  secretEndsOn: z.string().nullable().default(null),
  settings: Settings,
  secretsSet: z.array(z.string()),
  /** Which got another value by the change; older entries do not say. */
  secretsChanged: z.array(z.string()).default([]),
});
/** The address where the change was of it too. */
const Source = z.object({ name: z.string(), settings: Settings, url: z.string().optional() });
const Flow = z.object({ name: z.string(), owner: z.string().nullable() });
export const Published = z.object({ published: z.number().nullable() });
const Draft = z.object({ version: z.number(), spec: FlowSpec });
const Terms = z.object({
  terms: z.array(z.object({ name: z.string(), label: z.string(), meaning: z.string().nullable(), words: z.array(z.string()) })),
});

const Channel = z.object({
  name: z.string(),
  to: z.union([
    z.object({ kind: z.literal('email'), address: z.string() }),
    z.object({ kind: z.literal('connection'), connectionId: z.string() }),
  ]),
  settings: ChannelSettings,
});

export async function undoConnection({ parts, trx, reach, entityId, before: given, after: made }: UndoingWithin): Promise<void> {
  const [before, after] = [Connection.parse(given), Connection.parse(made)];
  if (isAboutSecrets(given, made))
    throw new AppError(
      'conflict',
      'This change was about a password or key. The former one is not kept; enter it in the connection’s settings.',
    );
  await lockConnection(parts.store, trx, reach.workspaceId, entityId);
  const now = await getConnection(parts, reach.workspaceId, entityId);
  const open = Object.fromEntries(Object.keys({ ...before.settings, ...after.settings }).map((key) => [key, now.settings[key]]));
  refuseChangedSince(
    { name: now.name, owner: now.owner, secretEndsOn: now.secretEndsOn, settings: defined(open) },
    { name: after.name, owner: after.owner, secretEndsOn: after.secretEndsOn, settings: after.settings },
  );
  const settings = patchBack(after.settings, before.settings);
  const { workspaceId, by } = reach;
  const { name, owner, secretEndsOn } = before;
  await updateConnection(parts, { workspaceId, connectionId: entityId, name, owner, secretEndsOn, settings, by });
}

export async function undoSource({ parts, trx, reach, entityId, before: given, after: made }: UndoingWithin): Promise<void> {
  const [before, after] = [Source.parse(given), Source.parse(made)];
  const row = await findSource(trx, reach, entityId);
  const url = after.url === undefined ? undefined : row.url;
  refuseChangedSince({ name: row.name, settings: JSON.parse(row.settings) as unknown, url }, after);
  const [was, is] = [before.settings['screening'] ?? {}, after.settings['screening'] ?? {}];
  const screening = patchBack(Settings.parse(is), Settings.parse(was));
  const settings = { ...patchBack(after.settings, before.settings), screening };
  await updateSource(parts, reach, entityId, { name: before.name, settings, url: before.url });
}

export async function undoFlow({ parts, trx, reach, entityId, before: given, after: made }: UndoingWithin): Promise<void> {
  const { row } = await lockFlow(trx, reach.workspaceId, entityId);
  refuseChangedSince({ name: row.name, owner: row.owner }, Flow.parse(made));
  await updateFlow(parts, reach.workspaceId, reach.by, entityId, Flow.parse(given));
}

/** Asks destinations whether the version still fits, which no transaction may wait for: what is live is compared in the verb's own. */
export async function undoPublished({ parts, reach, entityId, before, after }: Undoing): Promise<void> {
  const { published: from } = Published.parse(after);
  const earlier = Published.parse(before).published;
  if (earlier === null)
    throw new AppError('conflict', 'Nothing was live before this flow was first published. Archive it to take it out of use.');
  await rollbackFlow(parts, reach.workspaceId, reach.by, entityId, { version: earlier, from });
}

export async function undoDraft({ parts, trx, reach, entityId, before, after }: UndoingWithin): Promise<void> {
  const { draft } = await lockFlow(trx, reach.workspaceId, entityId);
  refuseChangedSince(draft === undefined ? undefined : specOf(draft), Draft.parse(after).spec);
  await saveDraft(parts, reach.workspaceId, reach.by, entityId, { spec: Draft.parse(before).spec });
}

export async function undoVocabulary({ parts, trx, reach, before, after }: UndoingWithin): Promise<void> {
  refuseChangedSince(await ownTerms(trx, reach.workspaceId), Terms.parse(after).terms);
  await putVocabulary(parts, reach.workspaceId, reach.by, Terms.parse(before));
}

export async function undoIdentity({ parts, trx, reach, before, after }: UndoingWithin): Promise<void> {
  refuseChangedSince(await identitySettings(trx, reach.workspaceId), IdentitySettings.parse(after));
  await setIdentitySettings(parts, reach, IdentitySettings.parse(before));
}

export async function undoHealth({ parts, trx, reach, before, after }: UndoingWithin): Promise<void> {
  const { workspaceId, by } = reach;
  refuseChangedSince(await healthSettings(trx, workspaceId), HealthSettings.parse(after));
  await setHealthSettings(parts, { workspaceId, by, settings: HealthSettings.parse(before) });
}

export async function undoRetention({ parts, trx, reach, before, after }: UndoingWithin): Promise<void> {
  refuseChangedSince(await ownRetention(trx, reach.workspaceId), RetentionSettings.parse(after));
  await setRetention(parts, reach, RetentionSettings.parse(before));
}

export async function undoChannel({ parts, trx, reach, entityId, before, after }: UndoingWithin): Promise<void> {
  const now = channelView(await findChannel(trx, reach.workspaceId, entityId));
  refuseChangedSince(Channel.parse(now), Channel.parse(after));
  await updateChannel(parts, reach, entityId, Channel.parse(before));
}

/** Whether a change of a connection was also one of its secrets, of which none is kept that was replaced. */
export function isAboutSecrets(before: unknown, after: unknown): boolean {
  const [was, is] = [Connection.safeParse(before), Connection.safeParse(after)];
  if (!was.success || !is.success) return false;
  return is.data.secretsChanged.length > 0 || !isDeepStrictEqual(was.data.secretsSet.toSorted(), is.data.secretsSet.toSorted());
}

const defined = (members: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

/** A patch that makes `before` of `after`: what was not there is taken away, what is the same stays untouched. */
function patchBack(after: Record<string, unknown>, before: Record<string, unknown>): Record<string, unknown> {
  const changed = Object.keys({ ...after, ...before }).filter((key) => !isDeepStrictEqual(after[key], before[key]));
  return Object.fromEntries(changed.map((key) => [key, before[key] ?? null]));
}
