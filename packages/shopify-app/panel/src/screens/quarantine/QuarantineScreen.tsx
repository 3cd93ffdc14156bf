import type { KeptVerdict } from '@handoff/shared/panel/hooks';
import { Redirect, Route, Switch } from 'wouter';
import { t } from '../../app/i18n.ts';
import { Page } from '../../ui/Page.tsx';
import { ChangedCopies } from './ChangedCopies.tsx';
import { KeptList } from './KeptList.tsx';
import { Parts } from './Parts.tsx';
import './quarantine.css';
import { Quality } from './quality/Quality.tsx';
import { Rules } from './rules/Rules.tsx';
import { SamePersons } from './same-person/SamePersons.tsx';
import { Watching } from './Watching.tsx';

const LISTS: readonly KeptVerdict[] = ['review', 'suppress', 'duplicate'];

export default function QuarantineScreen() {
  return (
    <Page
      title={t('Quarantine')}
      size="large"
      intro={t('What was kept back or flagged, and why. None of it is lost: it waits for you here, for as long as is set under Privacy.')}
    >
      <Parts />
      <Switch>
        <Route path="/quarantine">
          <Watching />
          <KeptList key="quarantine" verdict="quarantine" />
        </Route>
        {LISTS.map((verdict) => (
          <Route key={verdict} path={`/quarantine/${verdict}`}>
            {verdict === 'review' && <Watching />}
            <KeptList key={verdict} verdict={verdict} />
            {verdict === 'duplicate' && <ChangedCopies />}
          </Route>
        ))}
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
        <Route>
          <Redirect to="/quarantine" />
        </Route>
      </Switch>
    </Page>
  );
}
