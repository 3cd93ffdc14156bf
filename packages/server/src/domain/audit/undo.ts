import { isDeepStrictEqual } from 'node:util';
import { IdentitySettings } from '@handoff/shared/api';
import { FlowSpec } from '@handoff/shared/flow';
import { z } from 'zod';
import { AppError } from '../../observe/app-error.ts';
import type { Clock } from '../../observe/clock.ts';
import type { SourceKeys } from '../../sources/keys.ts';
import type { ConnectionParts } from '../connection/parts.ts';
import { updateConnection } from '../connection/update.ts';
import { getConnection } from '../connection/get.ts';
import { findFlow } from '../flow/find.ts';
import type { CallingParts } from '../flow/parts.ts';
import { rollbackFlow } from '../flow/rollback.ts';
import { saveDraft } from '../flow/save-draft.ts';
import { updateFlow } from '../flow/update.ts';
import { specOf } from '../flow/view.ts';
import { identitySettings, setIdentitySettings } from '../identity/settings.ts';
import type { Reach } from '../reach.ts';
import { findSource } from '../source/find.ts';
import { updateSource } from '../source/update.ts';
import { ownTerms, putVocabulary } from '../suggest/vocabulary.ts';
import { findChange } from './find.ts';

export interface UndoParts extends CallingParts, ConnectionParts {
  clock: Clock;
  sourceKeys: SourceKeys;
}

interface Undoing {
  parts: UndoParts;
  reach: Reach;
  entityId: string;
  before: unknown;
  after: unknown;
}

const Settings = z.record(z.string(), z.unknown());
const Connection = z.object({ name: z.string(), owner: z.string().nullable(), settings: Settings, secretsSet: z.array(z.string()) });
const Source = z.object({ name: z.string(), settings: Settings });
const Flow = z.object({ name: z.string(), owner: z.string().nullable() });
const Published = z.object({ published: z.number().nullable() });
const Draft = z.object({ version: z.number(), spec: FlowSpec });
const Terms = z.object({
  terms: z.array(z.object({ name: z.string(), label: z.string(), meaning: z.string().nullable(), words: z.array(z.string()) })),
});

/** Kinds that only an owner makes; so only an owner undoes them. */
const OWNERS_ONLY: ReadonlySet<string> = new Set(['identity.settings_changed']);

/** How each kind of change is taken back: by the verb that made it, so that it is checked and audited like any other. */
const UNDO: Record<string, (change: Undoing) => Promise<unknown>> = {
  'connection.updated': undoConnection,
  'source.updated': undoSource,
  'flow.updated': undoFlow,
  'flow.published': undoPublished,
  'flow.rolled_back': undoPublished,
  'flow.draft_saved': undoDraft,
  'vocabulary.changed': undoVocabulary,
  'identity.settings_changed': undoIdentity,
};

/** Why the other kinds are not. */
const INSTEAD: Record<string, string> = {
  'connection.removed': 'Its credentials are forgotten. Connect the account again.',
  'connection.authorized': 'What was granted before is not kept. Connect again with the other account, or remove the connection.',
  'connection.held': 'Resume the connection instead.',
  'connection.resumed': 'Pause the connection instead.',
  'connection.created': 'Remove the connection instead.',
  'flow.created': 'Archive the flow instead.',
  'flow.archived': 'Make a new flow; the old one’s versions are in its history.',
  'flow.shadowed': 'Save another draft, or publish.',
  'source.revoked': 'Pair the site again with a new connection code.',
  'source.paired': 'Disconnect the site instead.',
  'token.revoked': 'Make a new token.',
  'token.created': 'Revoke the token instead.',
  'member.invited': 'Remove the member instead.',
  'member.removed': 'Invite them again.',
  'member.role_changed': 'Give them the other role again.',
};

/** Whether a change can be taken back, as far as it tells itself; whether something came since is seen when it is tried. */
export function isUndoable(action: string, before: unknown, after: unknown): boolean {
  if (!Object.hasOwn(UNDO, action) || before === null) return false;
  const [published, connection] = [Published.safeParse(before), [before, after].map((side) => Connection.safeParse(side))];
  if (published.success) return published.data.published !== null;
  const [was, is] = connection.map((side) => (side.success ? side.data.secretsSet : []));
  return sameList(was ?? [], is ?? []);
}

/**
 * Puts back what a change replaced. Refused where the same thing was changed again since: that would undo more than was
 * asked for. The undo is a change of its own, with the person's name, and can be undone in turn.
 */
export async function undoChange(parts: UndoParts, reach: Reach & { isOwner: boolean }, changeId: string): Promise<void> {
  const change = await findChange(parts.store.db, reach.workspaceId, changeId);
  const undo = Object.hasOwn(UNDO, change.action) ? UNDO[change.action] : undefined;
  if (undo === undefined)
    throw new AppError('conflict', `This cannot be undone from here. ${INSTEAD[change.action] ?? 'It only says what happened.'}`);
  if (OWNERS_ONLY.has(change.action) && !reach.isOwner) throw new AppError('forbidden', 'Only an owner of the workspace may undo this.');
  if (change.before === null) throw new AppError('conflict', 'There was nothing before this change that could be put back.');
  await undo({ parts, reach, entityId: change.entityId, before: change.before, after: change.after });
}

async function undoConnection({ parts, reach, entityId, before: given, after: made }: Undoing): Promise<void> {
  const [before, after] = [Connection.parse(given), Connection.parse(made)];
  if (!sameList(before.secretsSet, after.secretsSet))
    throw new AppError(
      'conflict',
      'This change was about a password or key. The former one is not kept; enter it in the connection’s settings.',
    );
  const now = await getConnection(parts, reach.workspaceId, entityId);
  const open = Object.fromEntries(Object.keys({ ...before.settings, ...after.settings }).map((key) => [key, now.settings[key]]));
  refuseChangedSince(
    { name: now.name, owner: now.owner, settings: defined(open) },
    { name: after.name, owner: after.owner, settings: after.settings },
  );
  const settings = patchBack(after.settings, before.settings);
  const { workspaceId, by } = reach;
  await updateConnection(parts, { workspaceId, connectionId: entityId, name: before.name, owner: before.owner, settings, by });
}

async function undoSource({ parts, reach, entityId, before: given, after: made }: Undoing): Promise<void> {
  const [before, after] = [Source.parse(given), Source.parse(made)];
  const row = await findSource(parts.store.db, reach, entityId);
  refuseChangedSince({ name: row.name, settings: JSON.parse(row.settings) as unknown }, after);
  const [was, is] = [before.settings['screening'] ?? {}, after.settings['screening'] ?? {}];
  const screening = patchBack(Settings.parse(is), Settings.parse(was));
  await updateSource(parts, reach, entityId, { name: before.name, settings: { ...patchBack(after.settings, before.settings), screening } });
}

async function undoFlow({ parts, reach, entityId, before: given, after: made }: Undoing): Promise<void> {
  const { row } = await findFlow(parts.store.db, reach.workspaceId, entityId);
  refuseChangedSince({ name: row.name, owner: row.owner }, Flow.parse(made));
  await updateFlow(parts, reach.workspaceId, reach.by, entityId, Flow.parse(given));
}

async function undoPublished({ parts, reach, entityId, before, after }: Undoing): Promise<void> {
  const { published } = await findFlow(parts.store.db, reach.workspaceId, entityId);
  refuseChangedSince({ published: published?.version ?? null }, Published.parse(after));
  const earlier = Published.parse(before).published;
  if (earlier === null)
    throw new AppError('conflict', 'Nothing was live before this flow was first published. Archive it to take it out of use.');
  await rollbackFlow(parts, reach.workspaceId, reach.by, entityId, earlier);
}

async function undoDraft({ parts, reach, entityId, before, after }: Undoing): Promise<void> {
  const { draft } = await findFlow(parts.store.db, reach.workspaceId, entityId);
  refuseChangedSince(draft === undefined ? undefined : specOf(draft), Draft.parse(after).spec);
  await saveDraft(parts, reach.workspaceId, reach.by, entityId, { spec: Draft.parse(before).spec });
}

async function undoVocabulary({ parts, reach, before, after }: Undoing): Promise<void> {
  refuseChangedSince(await ownTerms(parts.store.db, reach.workspaceId), Terms.parse(after).terms);
  await putVocabulary(parts, reach.workspaceId, reach.by, Terms.parse(before).terms);
}

async function undoIdentity({ parts, reach, before, after }: Undoing): Promise<void> {
  refuseChangedSince(await identitySettings(parts.store.db, reach.workspaceId), IdentitySettings.parse(after));
  await setIdentitySettings(parts, reach, IdentitySettings.parse(before));
}

function refuseChangedSince(now: unknown, then: unknown): void {
  if (!isDeepStrictEqual(plain(now), plain(then)))
    throw new AppError('conflict', 'This was changed again since. Undo the later change first, or change it by hand.');
}

/** As JSON keeps it: members without a value are not there. */
const plain = (value: unknown): unknown => (value === undefined ? null : JSON.parse(JSON.stringify(value)));

const sameList = (one: string[], other: string[]) => isDeepStrictEqual(one.toSorted(), other.toSorted());

const defined = (members: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

/** A patch that makes `before` of `after`: what was not there is taken away, what is the same stays untouched. */
function patchBack(after: Record<string, unknown>, before: Record<string, unknown>): Record<string, unknown> {
  const changed = Object.keys({ ...after, ...before }).filter((key) => !isDeepStrictEqual(after[key], before[key]));
  return Object.fromEntries(changed.map((key) => [key, before[key] ?? null]));
}
