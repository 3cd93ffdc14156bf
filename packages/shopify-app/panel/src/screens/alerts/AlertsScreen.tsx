import { Redirect, Route, Switch } from 'wouter';
import { t } from '../../app/i18n.ts';
import { Page } from '../../ui/Page.tsx';
import { Parts } from '../health/Parts.tsx';
import './alerts.css';
import { ChannelList } from './channels/ChannelList.tsx';
import { ChannelPage } from './channels/ChannelPage.tsx';
import { OpenAlerts } from './OpenAlerts.tsx';

/** What is wrong and what to do about it, and who is told of it. */
export default function AlertsScreen() {
  return (
    <Switch>
      <Route path="/alerts">
        <Page title={t('Alerts')} tabs={<Parts />}>
          <OpenAlerts />
        </Page>
      </Route>
      <Route path="/alerts/channels">
        <Page title={t('Who is told')} tabs={<Parts />}>
          <ChannelList />
        </Page>
      </Route>
      <Route path="/alerts/channels/:id">{({ id }) => <ChannelPage key={id} id={id} />}</Route>
      <Route>
        <Redirect to="/alerts" />
      </Route>
    </Switch>
  );
}
