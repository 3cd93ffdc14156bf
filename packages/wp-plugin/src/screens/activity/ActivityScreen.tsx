import { lazy, Suspense } from '@wordpress/element';
import { Route, Switch } from 'wouter';
import { __ } from '../../app/i18n.ts';
import { useOwnSite } from '../../app/panel.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { EventScreen } from './event/EventScreen.tsx';
import { outboxViewOf, type View, viewOf } from './list/view.ts';
import { Views } from './Views.tsx';
import { WaitingScreen } from './waiting/WaitingScreen.tsx';
import './activity.scss';
import './event/event.scss';

// WordPress' list component is large: an event's page does without it.
const Lists = lazy(() => import('./list/Lists.tsx'));

export default function ActivityScreen() {
  const site = useOwnSite();
  return (
    <Switch>
      {site !== null && <Route path="/activity/waiting/:id">{({ id }) => <WaitingScreen key={id} id={Number(id)} />}</Route>}
      {site !== null && <Route path="/activity/outbox/:state">{({ state }) => <ListScreen view={outboxViewOf(state)} />}</Route>}
      <Route path="/activity/:name?">
        {({ name }) => {
          const view = viewOf(name);
          return view === undefined ? <EventScreen key={name} eventId={name ?? ''} /> : <ListScreen view={view} />;
        }}
      </Route>
    </Switch>
  );
}

function ListScreen({ view }: { view: View }) {
  return (
    <Page title={__('Activity', 'handoff')} intro={__('Everything that came in, what was decided about it, and where it went.', 'handoff')}>
      <Views />
      <Suspense fallback={<Loading lines={12} />}>
        <Lists key={view} view={view} />
      </Suspense>
    </Page>
  );
}
