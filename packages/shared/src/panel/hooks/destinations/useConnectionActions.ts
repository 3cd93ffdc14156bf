import { fill } from '../../translate.ts';
import type { Connection } from '../answers.ts';
import { usePanelHost } from '../host.ts';
import { useServerAction } from '../server.ts';

/** What can be done with a connection as it stands, and what came of it; doing something takes back what was said before. */
export function useConnectionActions(connection: Pick<Connection, 'id' | 'hold'>) {
  const { workspaceId, person, t } = usePanelHost();
  const params = { workspaceId, connectionId: connection.id };
  const test = useServerAction('testConnection');
  const hold = useServerAction('holdConnection');
  const resume = useServerAction('resumeConnection');
  const act = (action: () => void) => () => {
    [test, hold, resume].forEach((each) => each.reset());
    action();
  };
  const reason = fill(t('Paused by {name}.'), { name: person.name });
  return {
    test: act(() => test.mutate({ params })),
    /** Pauses what goes there, or lets it go on. */
    switchHold: act(() => (connection.hold === null ? hold.mutate({ params, body: { reason } }) : resume.mutate({ params }))),
    isTesting: test.isPending,
    isSwitching: hold.isPending || resume.isPending,
    busy: test.isPending || hold.isPending || resume.isPending,
    /** What the test said. */
    tested: test.data,
    error: test.error ?? hold.error ?? resume.error,
  };
}
