import type { AccessReport } from '../../../api/access.ts';
import { usePanelHost } from '../host.ts';
import { useServer, useServerAction } from '../server.ts';
import { useDraft } from '../useDraft.ts';

const LOOK_EVERY_MS = 60_000;

/** Who and what has access. */
export function useAccess() {
  const { workspaceId } = usePanelHost();
  const { data, error, refetch } = useServer('getAccess', { params: { workspaceId } }, { every: LOOK_EVERY_MS });
  return { report: data, error, retry: () => void refetch() };
}

/** What is about to be taken away. */
export type Revocable =
  | { kind: 'connection'; access: AccessReport['connections'][number] }
  | { kind: 'source'; access: AccessReport['sources'][number] }
  | { kind: 'token'; access: AccessReport['tokens'][number] };

/** Takes an access away: an account at a destination, a site or shop, an API token. */
export function useRevoke({ kind, access: { id } }: Revocable) {
  const { workspaceId } = usePanelHost();
  const connection = useServerAction('removeConnection');
  const source = useServerAction('revokeSource');
  const token = useServerAction('revokeWorkspaceToken');
  const used = { connection, source, token }[kind];
  const run = (onDone: () => void) => {
    const settle = { onSuccess: onDone };
    switch (kind) {
      case 'connection':
        return connection.mutate({ params: { workspaceId, connectionId: id } }, settle);
      case 'source':
        return source.mutate({ params: { workspaceId, sourceId: id } }, settle);
      case 'token':
        return token.mutate({ params: { workspaceId, tokenId: id } }, settle);
    }
  };
  return { run, busy: used.isPending, error: used.error };
}

const MOST_DAYS = 3650;

/** After how many days without use somebody is reminded; 0: never. */
export function useReminder(days: number) {
  const { workspaceId } = usePanelHost();
  const params = { workspaceId };
  const settings = useServer('getHealthSettings', { params });
  const save = useServerAction('setHealthSettings');
  const { draft, change, discard } = useDraft({ days: String(days) });
  const typed = draft.days.trim() === '' ? Number.NaN : Number(draft.days);
  const isRight = Number.isInteger(typed) && typed >= 0 && typed <= MOST_DAYS;
  return {
    draft: draft.days,
    isRight,
    isChanged: isRight && typed !== days,
    set: (text: string) => {
      save.reset();
      change({ days: text });
    },
    /** The other settings stay as they are. */
    save: () => {
      if (isRight && settings.data !== undefined)
        save.mutate({ params, body: { ...settings.data, unusedAfterDays: typed } }, { onSuccess: discard });
    },
    busy: save.isPending || settings.data === undefined,
    isSaved: save.isSuccess,
    error: save.error ?? settings.error,
  };
}
