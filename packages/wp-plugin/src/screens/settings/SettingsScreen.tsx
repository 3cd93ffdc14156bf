import { Link, Route, Switch, useLocation } from 'wouter';
import { __ } from '../../app/i18n.ts';
import { Page } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import { ConnectionBox } from './connection/ConnectionBox.tsx';
import { General } from './general/General.tsx';
import { Past } from './past/Past.tsx';
import './settings.scss';
import { Sources } from './sources/Sources.tsx';

export default function SettingsScreen() {
  const [path] = useLocation();
  const section = path.split('/')[2] ?? '';
  const pages = [
    ['', __('General', 'handoff')],
    ['captured', __('What is captured', 'handoff')],
    ['past', __('Past submissions', 'handoff')],
    ['connection', __('Connection', 'handoff')],
  ] as const;
  return (
    <Page title={__('Settings', 'handoff')}>
      <nav className="handoff-subnav" aria-label={__('Settings', 'handoff')}>
        {pages.map(([slug, label]) => (
          <Link key={slug} href={slug === '' ? '/settings' : `/settings/${slug}`} aria-current={slug === section ? 'page' : undefined}>
            {label}
          </Link>
        ))}
        <Link href="/names">{__('Field names', 'handoff')}</Link>
        <Link href="/alerts">{__('Alerts', 'handoff')}</Link>
        <Link href="/map">{__('Map', 'handoff')}</Link>
        <Link href="/permissions">{__('Permissions', 'handoff')}</Link>
        <Link href="/audit">{__('Changes', 'handoff')}</Link>
      </nav>
      <Switch>
        <Route path="/settings/captured">
          <Section title={__('What is captured', 'handoff')}>
            <Sources />
          </Section>
        </Route>
        <Route path="/settings/past" component={Past} />
        <Route path="/settings/connection" component={ConnectionBox} />
        <Route component={General} />
      </Switch>
    </Page>
  );
}
