import { lazy, Suspense, useEffect } from '@wordpress/element';
import { Link, Redirect, Route, Router, Switch, useLocation } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { ConnectScreen } from '../screens/connect/ConnectScreen.tsx';
import { HomeScreen } from '../screens/home/HomeScreen.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Loading } from '../ui/Loading.tsx';
import { Banner } from './Banner.tsx';
import { __ } from './i18n.ts';
import { StatusContext } from './panel.tsx';
import { useSite } from './queries.ts';

// Each in a chunk of its own: the first screen stays small.
const FlowsScreen = lazy(() => import('../screens/flows/FlowsScreen.tsx'));
const DestinationsScreen = lazy(() => import('../screens/destinations/DestinationsScreen.tsx'));
const ActivityScreen = lazy(() => import('../screens/activity/ActivityScreen.tsx'));
const QuarantineScreen = lazy(() => import('../screens/quarantine/QuarantineScreen.tsx'));
const SettingsScreen = lazy(() => import('../screens/settings/SettingsScreen.tsx'));

const STATUS_EVERY_MS = 15_000;

export function App() {
  const status = useSite('status', {}, { every: STATUS_EVERY_MS });
  if (status.data === undefined) {
    return status.error === null ? <Loading lines={8} /> : <ErrorNotice error={status.error} retry={() => void status.refetch()} />;
  }
  return (
    <StatusContext.Provider value={status.data}>
      <Router hook={useHashLocation}>{status.data.pairing === null ? <ConnectScreen /> : <Paired />}</Router>
    </StatusContext.Provider>
  );
}

function Paired() {
  return (
    <>
      <Navigation />
      <Banner />
      <Suspense fallback={<Loading lines={8} />}>
        <Switch>
          <Route path="/" component={HomeScreen} />
          <Route path="/flows/*?" component={FlowsScreen} />
          <Route path="/destinations/*?" component={DestinationsScreen} />
          <Route path="/activity/*?" component={ActivityScreen} />
          <Route path="/quarantine/*?" component={QuarantineScreen} />
          <Route path="/settings/*?" component={SettingsScreen} />
          <Route>
            <Redirect to="/" />
          </Route>
        </Switch>
      </Suspense>
    </>
  );
}

function Navigation() {
  const [path] = useLocation();
  const section = path.split('/')[1] ?? '';
  useEffect(() => document.getElementById('handoff-page-title')?.focus(), [section]);
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
