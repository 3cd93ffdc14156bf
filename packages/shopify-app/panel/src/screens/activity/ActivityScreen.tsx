import type { ComponentChildren } from 'preact';
import { Route, Switch } from 'wouter';
import { t } from '../../app/i18n.ts';
import { Page } from '../../ui/Page.tsx';
import { EventScreen } from './event/EventScreen.tsx';
import { DeliveryList } from './failed/DeliveryList.tsx';
import { EventList } from './list/EventList.tsx';
import { Views } from './Views.tsx';
import './activity.css';

/** The lists behind `/activity/{name}`; any other name is an event's id. */
const LISTS = {
  parked: () => <EventList preset="parked" />,
  dead: () => <DeliveryList state="dead" />,
  uncertain: () => <DeliveryList state="uncertain" />,
};

const isList = (name: string): name is keyof typeof LISTS => Object.hasOwn(LISTS, name);

export default function ActivityScreen() {
  return (
    <Switch>
      <Route path="/activity">
        <ListPage>
          <EventList />
        </ListPage>
      </Route>
      <Route path="/activity/:name">
        {({ name }) => (isList(name) ? <ListPage key={name}>{LISTS[name]()}</ListPage> : <EventScreen key={name} eventId={name} />)}
      </Route>
    </Switch>
  );
}

function ListPage({ children }: { children: ComponentChildren }) {
  return (
    <Page title={t('Activity')} size="large" intro={t('Everything that came in, what was decided about it, and where it went.')}>
      <Views />
      {children}
    </Page>
  );
}
