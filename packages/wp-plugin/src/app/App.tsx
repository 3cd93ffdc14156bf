import { lazy, Suspense } from '@wordpress/element';
import { Link, Redirect, Route, Router, Switch, useLocation } from 'wouter';
import { HomeScreen } from '../screens/home/HomeScreen.tsx';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Loading } from '../ui/Loading.tsx';
import { Banner } from './Banner.tsx';
import { HostProvider } from './host.tsx';
import { __ } from './i18n.ts';
import { useGuardedLocation } from './location.ts';
import { type Status, StatusContext } from './panel.tsx';
import { useSite } from './queries.ts';

// Each in a chunk of its own: the first screen stays small.
const ConnectScreen = lazy(() => import('../screens/connect/ConnectScreen.tsx'));
const FirstRun = lazy(() => import('../screens/connect/first-run/FirstRun.tsx'));
const FlowsScreen = lazy(() => import('../screens/flows/FlowsScreen.tsx'));
const DestinationsScreen = lazy(() => import('../screens/destinations/DestinationsScreen.tsx'));
const ActivityScreen = lazy(() => import('../screens/activity/ActivityScreen.tsx'));
const QuarantineScreen = lazy(() => import('../screens/quarantine/QuarantineScreen.tsx'));
const HealthScreen = lazy(() => import('../screens/health/HealthScreen.tsx'));
const MapScreen = lazy(() => import('../screens/map/MapScreen.tsx'));
const PrivacyScreen = lazy(() => import('../screens/privacy/PrivacyScreen.tsx'));
const AlertsScreen = lazy(() => import('../screens/alerts/AlertsScreen.tsx'));
const PermissionsScreen = lazy(() => import('../screens/permissions/PermissionsScreen.tsx'));
const AuditScreen = lazy(() => import('../screens/audit/AuditScreen.tsx'));
const NamesScreen = lazy(() => import('../screens/names/NamesScreen.tsx'));
const SettingsScreen = lazy(() => import('../screens/settings/SettingsScreen.tsx'));

const STATUS_EVERY_MS = 15_000;
const STATUS_WHILE_WORKING_MS = 2000;

/** Looked at more often while the site works through its history: each look also moves that work on. */
const statusEvery = (last: Status | undefined) =>
  [last?.gapScan, last?.backfill].some((job) => job?.state === 'running') ? STATUS_WHILE_WORKING_MS : STATUS_EVERY_MS;

export function App() {
  const status = useSite('status', {}, { every: statusEvery });
  if (status.data === undefined) {
    return status.error === null ? <Loading lines={8} /> : <ErrorNotice error={status.error} retry={() => void status.refetch()} />;
  }
  return (
    <StatusContext.Provider value={status.data}>
      <Router hook={useGuardedLocation}>
        <Suspense fallback={<Loading lines={8} />}>
          {status.data.pairing === null ? (
            <ConnectScreen />
          ) : (
            <HostProvider pairing={status.data.pairing}>
              <Paired />
            </HostProvider>
          )}
        </Suspense>
      </Router>
    </StatusContext.Provider>
  );
}

function Paired() {
  const [path] = useLocation();
  return (
    <>
      <Navigation />
      <Banner />
      {/* Anew for each section, so that the way out of a broken screen is any other. */}
      <ErrorBoundary key={path.split('/')[1]}>
        <Suspense fallback={<Loading lines={8} />}>
          <Switch>
            <Route path="/" component={HomeScreen} />
            <Route path="/start/*?" component={FirstRun} />
            <Route path="/flows/*?" component={FlowsScreen} />
            <Route path="/destinations/*?" component={DestinationsScreen} />
            <Route path="/activity/*?" component={ActivityScreen} />
            <Route path="/quarantine/*?" component={QuarantineScreen} />
            <Route path="/health" component={HealthScreen} />
            <Route path="/map" component={MapScreen} />
            <Route path="/privacy" component={PrivacyScreen} />
            <Route path="/alerts/*?" component={AlertsScreen} />
            <Route path="/permissions" component={PermissionsScreen} />
            <Route path="/audit" component={AuditScreen} />
            <Route path="/names" component={NamesScreen} />
            <Route path="/settings/*?" component={SettingsScreen} />
            <Route>
              <Redirect to="/" />
            </Route>
          </Switch>
        </Suspense>
      </ErrorBoundary>
    </>
  );
}

function Navigation() {
  const [path] = useLocation();
  const section = path.split('/')[1] ?? '';
  const items = [
    ['', __('Home', 'handoff')],
    ['flows', __('Flows', 'handoff')],
    ['destinations', __('Destinations', 'handoff')],
    ['activity', __('Activity', 'handoff')],
    ['quarantine', __('Quarantine', 'handoff')],
    ['settings', __('Settings', 'handoff')],
  ] as const;
  return (
    <nav className="handoff-nav" aria-label={__('Handoff', 'handoff')}>
      {items.map(([slug, label]) => (
        <Link key={slug} href={`/${slug}`} aria-current={slug === section ? 'page' : undefined}>
          {label}
        </Link>
      ))}
    </nav>
  );
}
