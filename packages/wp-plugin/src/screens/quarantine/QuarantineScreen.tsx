import { Redirect, Route, Switch } from 'wouter';
import { __ } from '../../app/i18n.ts';
import { Page } from '../../ui/Page.tsx';
import { ChangedCopies } from './ChangedCopies.tsx';
import { KeptList } from './KeptList.tsx';
import { Quality } from './quality/Quality.tsx';
import { Rules } from './rules/Rules.tsx';
import { SamePersons } from './same-person/SamePersons.tsx';
import { Tabs } from './Tabs.tsx';
import { Watching } from './Watching.tsx';
import './quarantine.scss';

export default function QuarantineScreen() {
  return (
    <Page
      title={__('Quarantine', 'handoff')}
      intro={__(
        'What was kept back or flagged, and why. None of it is lost: it waits for you here, for as long as is set under Privacy.',
        'handoff',
      )}
    >
      <Tabs />
      <Switch>
        <Route path="/quarantine">
          <Watching />
          <KeptList key="quarantine" verdict="quarantine" />
        </Route>
        <Route path="/quarantine/review">
          <Watching />
          <KeptList key="review" verdict="review" />
        </Route>
        <Route path="/quarantine/suppress">
          <KeptList key="suppress" verdict="suppress" />
        </Route>
        <Route path="/quarantine/duplicate">
          <KeptList key="duplicate" verdict="duplicate" />
          <ChangedCopies />
        </Route>
        <Route path="/quarantine/same-person">
          <SamePersons />
        </Route>
        <Route path="/quarantine/quality">
          <Watching of="quality" />
          <Quality />
        </Route>
        <Route path="/quarantine/rules">
          <Rules />
        </Route>
        {/* Names one site of several: the console chose it before it showed this screen. */}
        <Route path="/quarantine/rules/:source">
          <Redirect to="/quarantine/rules" replace />
        </Route>
        <Route>
          <Redirect to="/quarantine" />
        </Route>
      </Switch>
    </Page>
  );
}
