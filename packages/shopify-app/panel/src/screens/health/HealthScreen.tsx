import type { HealthAlert } from '@handoff/shared/api';
import type { HealthItem } from '@handoff/shared/panel';
import { useHealthReport } from '@handoff/shared/panel/hooks';
import { t } from '../../app/i18n.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Findings } from './Findings.tsx';
import { ItemList } from './ItemList.tsx';
import { Needs } from './Needs.tsx';
import { Parts } from './Parts.tsx';

/** How everything is against what is usual for it: what is wrong first, each with what to do. */
export default function HealthScreen() {
  const { items, alerts, error, retry } = useHealthReport();
  return (
    <Page title={t('Health')} tabs={<Parts />} intro={t('How everything is, against what is usual for it at this time of the week.')}>
      {items === undefined && (error === null ? <Loading lines={10} /> : <ErrorNotice error={error} retry={retry} />)}
      {items !== undefined && error !== null && (
        <Notice tone="warning">
          <s-paragraph>{t('The server cannot be asked just now. What is below is the last it said.')}</s-paragraph>
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
      <ItemList title={t('Sites and shops')} items={of('source')} none={t('None is connected yet.')} />
      <ItemList title={t('Flows')} items={of('flow')} none={t('There is no flow yet.')} />
      <ItemList title={t('Destinations')} items={of('connection')} none={t('None is connected yet.')} />
      <Findings items={items} />
    </>
  );
}
