import type { EndpointName } from '@handoff/shared/api';
import { AppError } from '../../observe/app-error.ts';
import { waitForWorkspace } from '../../store/lock.ts';
import { within } from '../../store/within.ts';
import type { Reach } from '../reach.ts';
import { findChange } from './find.ts';
import * as putBack from './put-back.ts';

type Way = {
  /** Who may call this one may undo what it changed. */
  endpoint: EndpointName;
} & (
  | {
      /** Compares and writes with the workspace locked. */
      undo: (change: putBack.UndoingWithin) => Promise<unknown>;
      /** Once it holds. */
      done?: (change: putBack.Undoing) => void;
    }
  | {
      /** Sees itself that nothing comes between comparing and writing. */
      undoOutside: (change: putBack.Undoing) => Promise<unknown>;
    }
);

/** How each kind of change is taken back: by the verb that made it, so that it is checked and audited like any other. */
const UNDO: Record<string, Way> = {
  'connection.updated': { endpoint: 'updateConnection', undo: putBack.undoConnection },
  'source.updated': {
    endpoint: 'updateSource',
    undo: putBack.undoSource,
    // What was read before the commit may have been the row as it was.
    done: ({ parts, entityId }) => parts.sourceKeys.forget(entityId),
  },
  'flow.updated': { endpoint: 'updateFlow', undo: putBack.undoFlow },
  'flow.published': { endpoint: 'rollbackFlow', undoOutside: putBack.undoPublished },
  'flow.rolled_back': { endpoint: 'rollbackFlow', undoOutside: putBack.undoPublished },
  'flow.draft_saved': { endpoint: 'saveDraft', undo: putBack.undoDraft },
  'vocabulary.changed': { endpoint: 'putVocabulary', undo: putBack.undoVocabulary },
  'identity.settings_changed': { endpoint: 'setIdentitySettings', undo: putBack.undoIdentity },
  'health.settings_changed': { endpoint: 'setHealthSettings', undo: putBack.undoHealth },
  'retention.changed': { endpoint: 'setRetention', undo: putBack.undoRetention },
  'alert_channel.changed': { endpoint: 'updateAlertChannel', undo: putBack.undoChannel },
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
  'flow.owner_removed': 'Choose another owner.',
  'connection.owner_removed': 'Choose another owner.',
  'flow.shadowed': 'Save another draft, or publish.',
  'source.revoked': 'Pair the site again with a new connection code.',
  'source.paired': 'Disconnect the site instead.',
  'token.revoked': 'Make a new token.',
  'token.created': 'Revoke the token instead.',
  'delivery.given_up': 'Send it again instead.',
  'alert_channel.created': 'Remove the channel instead.',
  'alert_channel.removed': 'Add the channel again.',
  'member.invited': 'Remove the member instead.',
  'member.removed': 'Invite them again.',
  'member.role_changed': 'Give them the other role again.',
};

/** Whether a change can be taken back, as far as it tells itself; whether something came since is seen when it is tried. */
export function isUndoable(action: string, before: unknown, after: unknown): boolean {
  if (!Object.hasOwn(UNDO, action) || before === null) return false;
  const published = putBack.Published.safeParse(before);
  if (published.success) return published.data.published !== null;
  return !putBack.isAboutSecrets(before, after);
}

/**
 * Puts back what a change replaced. Refused where the same thing was changed again since: that would undo more than was
 * asked for, and two who undo at once are one and one who is told. The undo is a change of its own, with the person's name, and can be undone in turn.
 */
export async function undoChange(
  parts: putBack.UndoParts,
  reach: Reach & { mayCall: (name: EndpointName) => boolean },
  changeId: string,
): Promise<void> {
  const change = await findChange(parts.store.db, reach.workspaceId, changeId);
  const way = Object.hasOwn(UNDO, change.action) ? UNDO[change.action] : undefined;
  if (way === undefined)
    throw new AppError('conflict', `This cannot be undone from here. ${INSTEAD[change.action] ?? 'It only says what happened.'}`);
  if (!reach.mayCall(way.endpoint))
    throw new AppError('forbidden', 'You may not change this, so you may not undo it either. Ask an owner of the workspace.');
  if (change.before === null) throw new AppError('conflict', 'There was nothing before this change that could be put back.');
  const { store } = parts;
  const undoing = { parts, reach, entityId: change.entityId, before: change.before, after: change.after };
  if ('undoOutside' in way) return void (await way.undoOutside(undoing));
  await store.transaction(async (trx) => {
    await waitForWorkspace(trx, store.engine, reach.workspaceId);
    await way.undo({ ...undoing, parts: { ...parts, store: within(store, trx) }, trx });
  });
  way.done?.(undoing);
  store.wake();
}
