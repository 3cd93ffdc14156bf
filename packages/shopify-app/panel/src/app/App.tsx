import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ComponentType } from 'preact';
import { lazy, Suspense } from 'preact/compat';
import { Redirect, Route, Router, Switch, useLocation } from 'wouter';
import { HomeScreen } from '../screens/home/HomeScreen.tsx';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Loading } from '../ui/Loading.tsx';
import { loadEndpoints } from './clients.ts';
import { ShopHost } from './host.tsx';
import { useGuardedLocation } from './location.ts';
import { Navigation } from './Navigation.tsx';
import { useShop } from './queries.ts';
import { type Status, StatusContext } from './status.ts';

// Each in a chunk of its own, fetched along with the endpoints it asks: the first screen stays small.
const screen = <Props,>(load: () => Promise<{ default: ComponentType<Props> }>) =>
  lazy(async () => (await Promise.all([load(), loadEndpoints()]))[0]);

const SetUpScreen = screen(() => import('../screens/set-up/SetUpScreen.tsx'));
const StartScreen = screen(() => import('../screens/start/StartScreen.tsx'));
const FlowsScreen = screen(() => import('../screens/flows/FlowsScreen.tsx'));
const DestinationsScreen = screen(() => import('../screens/destinations/DestinationsScreen.tsx'));
const ActivityScreen = screen(() => import('../screens/activity/ActivityScreen.tsx'));
const QuarantineScreen = screen(() => import('../screens/quarantine/QuarantineScreen.tsx'));
const HistoryScreen = screen(() => import('../screens/history/HistoryScreen.tsx'));
const WebhooksScreen = screen(() => import('../screens/webhooks/WebhooksScreen.tsx'));
const HealthScreen = screen(() => import('../screens/health/HealthScreen.tsx'));
const MapScreen = screen(() => import('../screens/map/MapScreen.tsx'));
const AlertsScreen = screen(() => import('../screens/alerts/AlertsScreen.tsx'));
const NamesScreen = screen(() => import('../screens/names/NamesScreen.tsx'));
const PermissionsScreen = screen(() => import('../screens/permissions/PermissionsScreen.tsx'));
const AuditScreen = screen(() => import('../screens/audit/AuditScreen.tsx'));
const PrivacyScreen = screen(() => import('../screens/privacy/PrivacyScreen.tsx'));
const SettingsScreen = screen(() => import('../screens/settings/SettingsScreen.tsx'));

const STATUS_EVERY_MS = 15_000;
const STATUS_WHILE_WORKING_MS = 2000;

/** Looked at more often while an import or a reconciliation is under way. */
const statusEvery = (last: Status | undefined) =>
  [last?.import, last?.reconcile].some((job) => job?.state === 'running') ? STATUS_WHILE_WORKING_MS : STATUS_EVERY_MS;

// A person looking at a panel would rather hear at once what is wrong than wait for three silent tries.
const queries = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 5000 } } });

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <Router hook={useGuardedLocation}>
        <Panel />
      </Router>
    </QueryClientProvider>
  );
}

function Panel() {
  const status = useShop('status', {}, { every: statusEvery });
  if (status.data === undefined) return <Opening error={status.error} retry={() => void status.refetch()} />;
  return (
    <StatusContext.Provider value={status.data}>
      {status.data.link === null ? (
        <Suspense fallback={<Opening error={null} />}>
          <SetUpScreen />
        </Suspense>
      ) : (
        <Connected />
      )}
    </StatusContext.Provider>
  );
}

/** Of the same build as the skeleton that the app's page came with, so that nothing jumps. */
function Opening({ error, retry }: { error: Error | null; retry?: () => void }) {
  return (
    <s-page heading="Handoff">
      {error === null || retry === undefined ? <Loading lines={8} /> : <ErrorNotice error={error} retry={retry} />}
    </s-page>
  );
}

function Connected() {
  const [path] = useLocation();
  return (
    <ShopHost>
      <Navigation />
      {/* Anew for each section, so that the way out of a broken screen is any other. */}
      <ErrorBoundary key={path.split('/')[1]}>
        <Suspense fallback={<Opening error={null} />}>
          <Switch>
            <Route path="/" component={HomeScreen} />
            <Route path="/start/*?" component={StartScreen} />
            <Route path="/flows/*?" component={FlowsScreen} />
            <Route path="/destinations/*?" component={DestinationsScreen} />
            <Route path="/activity/*?" component={ActivityScreen} />
            <Route path="/quarantine/*?" component={QuarantineScreen} />
            <Route path="/history/*?" component={HistoryScreen} />
            <Route path="/webhooks/*?" component={WebhooksScreen} />
            <Route path="/health" component={HealthScreen} />
            <Route path="/map" component={MapScreen} />
            <Route path="/alerts/*?" component={AlertsScreen} />
            <Route path="/names" component={NamesScreen} />
            <Route path="/permissions" component={PermissionsScreen} />
            <Route path="/audit" component={AuditScreen} />
            <Route path="/privacy" component={PrivacyScreen} />
            <Route path="/settings/*?" component={SettingsScreen} />
            <Route>
              <Redirect to="/" />
            </Route>
          </Switch>
        </Suspense>
      </ErrorBoundary>
    </ShopHost>
  );
}
