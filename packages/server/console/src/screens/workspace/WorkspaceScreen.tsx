import { useServer } from '@handoff/shared/panel/hooks';
import { useGuardedLocation } from '@handoff/wp-plugin/app/location.ts';
import { ErrorBoundary } from '@handoff/wp-plugin/ui/ErrorBoundary.tsx';
import { ErrorNotice } from '@handoff/wp-plugin/ui/ErrorNotice.tsx';
import { Loading } from '@handoff/wp-plugin/ui/Loading.tsx';
import { Suspense, useEffect } from '@wordpress/element';
import { Redirect, Route, Router, Switch, useLocation } from 'wouter';
import { __ } from '@handoff/wp-plugin/app/i18n.ts';
import { ConsoleHost } from '../../app/host.tsx';
import { WORKSPACES } from '../../app/places.ts';
import { Navigation } from './Navigation.tsx';
import { SECTIONS } from './sections.ts';

/** One workspace: its screens, at addresses behind the `#` as in WordPress. */
export default function WorkspaceScreen({ workspaceId }: { workspaceId: string }) {
  return (
    <ConsoleHost workspaceId={workspaceId}>
      <Router hook={useGuardedLocation}>
        <Screens workspaceId={workspaceId} />
      </Router>
    </ConsoleHost>
  );
}

function Screens({ workspaceId }: { workspaceId: string }) {
  const [path] = useLocation();
  const workspace = useServer('getWorkspace', { params: { workspaceId } });
  const name = workspace.data?.name;
  useEffect(() => {
    if (name !== undefined) document.title = `${name} – Handoff`;
  }, [name]);
  if (name === undefined) {
    return workspace.error === null ? (
      <Loading lines={8} />
    ) : (
      <ErrorNotice error={workspace.error} retry={() => void workspace.refetch()} />
    );
  }
  return (
    <>
      <p className="handoff-console-trail">
        <a href={WORKSPACES}>{__('Workspaces', 'handoff')}</a> <span aria-hidden="true">›</span>
      </p>
      <h1 className="handoff-console-title">{name}</h1>
      <div className="handoff-console-workspace">
        <Navigation />
        <div className="handoff-console-screen">
          {/* Anew for each section, so that the way out of a broken screen is any other. */}
          <ErrorBoundary key={path.split('/')[1]}>
            <Suspense fallback={<Loading lines={8} />}>
              <Switch>
                {SECTIONS.flatMap(({ sections }) => sections).map(({ slug, screen }) => (
                  <Route key={slug} path={slug === '' ? '/' : `/${slug}/*?`} component={screen} />
                ))}
                <Route>
                  <Redirect to="/" />
                </Route>
              </Switch>
            </Suspense>
          </ErrorBoundary>
        </div>
      </div>
    </>
  );
}
