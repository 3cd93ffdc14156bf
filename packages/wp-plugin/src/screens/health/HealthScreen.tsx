import type { HealthAlert } from '@handoff/shared/api';
import type { HealthItem } from '@handoff/shared/panel';
import { useHealthReport } from '@handoff/shared/panel/hooks';
import { Notice } from '@wordpress/components';
import { __ } from '../../app/i18n.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { Findings } from './Findings.tsx';
import './health.scss';
import { ItemList } from './ItemList.tsx';
import { Needs } from './Needs.tsx';

/** How everything is against what is usual for it: what is wrong first, each with what to do. */
export default function HealthScreen() {
  const { items, alerts, error, retry } = useHealthReport();
  return (
    <Page
      title={__('Health', 'handoff')}
      intro={__('How everything is, against what is usual for it at this time of the week.', 'handoff')}
    >
      {items === undefined && (error === null ? <Loading lines={10} /> : <ErrorNotice error={error} retry={retry} />)}
      {items !== undefined && error !== null && (
        <Notice status="warning" isDismissible={false} className="handoff-notice">
          {__('The server cannot be asked just now. What is below is the last it said.', 'handoff')}
        </Notice>
      )}
      {items !== undefined && <Report items={items} alerts={alerts} />}
    </Page>
  );
}

function Report({ items, alerts }: { items: HealthItem[]; alerts: HealthAlert[] }) {
  const of = (kind: HealthItem['kind']) => items.filter((item) => item.kind === kind);
  return (
    <>
      <Needs items={items} alerts={alerts} />
      <ItemList title={__('Sites and shops', 'handoff')} items={of('source')} none={__('None is connected yet.', 'handoff')} />
      <ItemList title={__('Flows', 'handoff')} items={of('flow')} none={__('There is no flow yet.', 'handoff')} />
      <ItemList title={__('Destinations', 'handoff')} items={of('connection')} none={__('None is connected yet.', 'handoff')} />
      <Findings items={items} />
    </>
  );
}
