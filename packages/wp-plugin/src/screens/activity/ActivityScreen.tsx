import { lazy, Suspense } from '@wordpress/element';
import type { ReactNode } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { __ } from '../../app/i18n.ts';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { EventScreen } from './event/EventScreen.tsx';
import { Views } from './Views.tsx';
import { WaitingScreen } from './waiting/WaitingScreen.tsx';
import './activity.scss';
import './event/event.scss';

// WordPress' list component is large: an event's page does without it.
const EventList = lazy(() => import('./list/EventList.tsx'));
const DeliveryList = lazy(() => import('./failed/DeliveryList.tsx'));
const OutboxList = lazy(() => import('./waiting/OutboxList.tsx'));

export default function ActivityScreen() {
  return (
    <Switch>
      <Route path="/activity">
        <Lists key="all">
          <EventList />
        </Lists>
      </Route>
      <Route path="/activity/parked">
        <Lists key="parked">
          <EventList preset="parked" />
        </Lists>
      </Route>
      <Route path="/activity/dead">
        <Lists key="dead">
          <DeliveryList state="dead" />
        </Lists>
      </Route>
      <Route path="/activity/uncertain">
        <Lists key="uncertain">
          <DeliveryList state="uncertain" />
        </Lists>
      </Route>
      <Route path="/activity/outbox/:state">
        {({ state }) =>
          state === 'refused' || state === 'expired' || state === 'pending' ? (
            <Lists key={state}>
              <OutboxList state={state} />
            </Lists>
          ) : (
            <Redirect to="/activity" />
          )
        }
      </Route>
      <Route path="/activity/waiting/:id">{({ id }) => <WaitingScreen key={id} id={Number(id)} />}</Route>
      <Route path="/activity/:eventId">{({ eventId }) => <EventScreen key={eventId} eventId={eventId} />}</Route>
      <Route>
        <Redirect to="/activity" />
      </Route>
    </Switch>
  );
}

function Lists({ children }: { children: ReactNode }) {
  return (
    <Page title={__('Activity', 'handoff')} intro={__('Everything that came in, what was decided about it, and where it went.', 'handoff')}>
      <Views />
      <Suspense fallback={<Loading lines={12} />}>{children}</Suspense>
    </Page>
  );
}
