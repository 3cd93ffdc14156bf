import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { usePanelHost } from '../host.ts';
import { useServer, useServerAction } from '../server.ts';
import type { Connection } from '../answers.ts';

/** As long as the server waits for a person to come back from the vendor. */
const VALID_MS = 10 * 60_000;
const LOOK_EVERY_MS = 2000;

interface Waiting {
  connection: Connection;
  /** Where to sign in, for whoever's browser opened no window. */
  url: string;
  blocked: boolean;
}

export interface SignIn {
  /** Set while a person is at the vendor. */
  waiting: Waiting | null;
  /** The window was closed, and nothing was heard yet. */
  closed: boolean;
  busy: boolean;
  error: Error | null;
  /**
   * Opens the window at once, as browsers only allow within a click, and sends it to the vendor when the connection is
   * there. Does nothing more where `prepare` answers undefined (it says itself what is wrong).
   */
  begin: (prepare: () => Promise<Connection | undefined>) => Promise<void>;
}

/** Signing in at a vendor in a window of its own. `onDone` is told once, when the server has the access. */
export function useSignIn(onDone: (connection: Connection) => void): SignIn {
  const { workspaceId, t } = usePanelHost();
  const queries = useQueryClient();
  const authorize = useServerAction('beginAuthorization');
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const popup = useRef<Window | null>(null);
  const closed = useClosed(popup, waiting);

  const connectionId = waiting?.connection.id ?? '';
  const look = useServer('getConnection', { params: { workspaceId, connectionId } }, { enabled: waiting !== null, every: LOOK_EVERY_MS });
  const done = useRef(onDone);
  done.current = onDone;
  useEffect(() => {
    const now = look.data;
    if (waiting === null || now === undefined || now.id !== waiting.connection.id) return;
    // Whoever signs in anew was authorised before: only the change tells.
    if (!now.authorized || now.updatedAt === waiting.connection.updatedAt) return;
    setWaiting(null);
    // The server was changed by somebody else's visit: what was read before tells of it as not signed in.
    void queries.invalidateQueries({ queryKey: ['server'] });
    done.current(now);
  }, [look.data, waiting]);
  useEffect(() => {
    if (waiting === null) return;
    const timer = setTimeout(() => {
      setWaiting(null);
      setError(new Error(t('Nobody came back from the sign-in within ten minutes. Start it once more.')));
    }, VALID_MS);
    return () => clearTimeout(timer);
  }, [waiting]);

  const begin: SignIn['begin'] = async (prepare) => {
    setError(null);
    setBusy(true);
    setWaiting(null);
    const opened = window.open('', 'handoff-sign-in', 'popup,width=620,height=760');
    popup.current = opened;
    try {
      if (opened !== null) opened.document.body.textContent = t('One moment: the sign-in page opens here.');
      const connection = await prepare();
      if (connection === undefined) {
        opened?.close();
        return;
      }
      const { url } = await authorize.mutateAsync({ params: { workspaceId, connectionId: connection.id } });
      if (opened !== null) {
        // The vendor's pages have no business with this one.
        opened.opener = null;
        opened.location.href = url;
      }
      setWaiting({ connection, url, blocked: opened === null });
    } catch (thrown) {
      opened?.close();
      setError(thrown instanceof Error ? thrown : new Error(String(thrown)));
    } finally {
      setBusy(false);
    }
  };
  return { waiting, closed, busy, error, begin };
}

/** Whether the window is gone. Some vendors' pages cut the tie, which looks the same: so it is no proof of giving up. */
function useClosed(popup: { current: Window | null }, waiting: Waiting | null): boolean {
  const [closed, setClosed] = useState(false);
  useEffect(() => {
    setClosed(false);
    if (waiting === null) return;
    const timer = setInterval(() => setClosed(popup.current?.closed === true), 1000);
    return () => clearInterval(timer);
  }, [popup, waiting]);
  return closed;
}
