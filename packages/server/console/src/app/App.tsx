import { ErrorBoundary } from '@handoff/wp-plugin/ui/ErrorBoundary.tsx';
import { ErrorNotice } from '@handoff/wp-plugin/ui/ErrorNotice.tsx';
import { Loading } from '@handoff/wp-plugin/ui/Loading.tsx';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from '@wordpress/element';
import { __ } from '@handoff/wp-plugin/app/i18n.ts';
import { WorkspacesScreen } from '../screens/workspaces/WorkspacesScreen.tsx';
import { knowCsrf, server } from './api.ts';
import { Frame } from './Frame.tsx';
import { goBackAfterSignIn, placeOf, WORKSPACES } from './places.ts';
import { SessionContext } from './session.tsx';

// Each in a chunk of its own: the first page stays small.
const WorkspaceScreen = lazy(() => import('../screens/workspace/WorkspaceScreen.tsx'));
const OperatorsScreen = lazy(() => import('../screens/operators/OperatorsScreen.tsx'));
const ChangesScreen = lazy(() => import('../screens/changes/ChangesScreen.tsx'));
const TokensScreen = lazy(() => import('../screens/tokens/TokensScreen.tsx'));

async function readSession() {
  const session = await server('getSession', {});
  knowCsrf(session.csrf);
  goBackAfterSignIn();
  return session;
}

export function App() {
  const session = useQuery({ queryKey: ['session'], queryFn: readSession, staleTime: Infinity });
  if (session.data === undefined) {
    return (
      <main className="handoff-console-wait">
        {session.error === null ? <Loading lines={8} /> : <ErrorNotice error={session.error} retry={() => void session.refetch()} />}
      </main>
    );
  }
  return (
    <SessionContext.Provider value={session.data}>
      <Frame>
        <ErrorBoundary>
          <Suspense fallback={<Loading lines={8} />}>
            <Current />
          </Suspense>
        </ErrorBoundary>
      </Frame>
    </SessionContext.Provider>
  );
}

function Current() {
  const place = placeOf(location.pathname);
  switch (place.name) {
    case 'workspaces':
      return <WorkspacesScreen />;
    case 'operators':
      return <OperatorsScreen />;
    case 'changes':
      return <ChangesScreen />;
    case 'tokens':
      return <TokensScreen />;
    case 'workspace':
      return <WorkspaceScreen workspaceId={place.id} />;
    case 'unknown':
      return (
        <>
          <h1>{__('There is no such page', 'handoff')}</h1>
          <p>
            <a href={WORKSPACES}>{__('All workspaces', 'handoff')}</a>
          </p>
        </>
      );
  }
}
