import { Link, Route, Switch, useLocation } from 'wouter';
import { __ } from '../../app/i18n.ts';
import { Page } from '../../ui/Page.tsx';
import './alerts.scss';
import { ChannelPage } from './channels/ChannelPage.tsx';
import { ChannelList } from './channels/ChannelList.tsx';
import { OpenAlerts } from './OpenAlerts.tsx';

/** What is wrong and what to do about it, and who is told of it. */
export default function AlertsScreen() {
  return (
    <Switch>
      <Route path="/alerts/channels/:id">{({ id }) => <ChannelPage key={id} id={id} />}</Route>
      <Route component={Overview} />
    </Switch>
  );
}

function Overview() {
  const [path] = useLocation();
  const isChannels = path === '/alerts/channels';
  const pages = [
    ['/alerts', __('Alerts', 'handoff'), !isChannels],
    ['/alerts/channels', __('Who is told', 'handoff'), isChannels],
  ] as const;
  return (
    <Page title={__('Alerts', 'handoff')}>
      <nav className="handoff-subnav" aria-label={__('Alerts', 'handoff')}>
        {pages.map(([href, label, isHere]) => (
          <Link key={href} href={href} aria-current={isHere ? 'page' : undefined}>
            {label}
          </Link>
        ))}
      </nav>
      {isChannels ? <ChannelList /> : <OpenAlerts />}
    </Page>
  );
}
