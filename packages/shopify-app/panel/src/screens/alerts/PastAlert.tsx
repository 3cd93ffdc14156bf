import { alertTitle } from '@handoff/shared/panel';
import type { AlertView } from '@handoff/shared/panel/hooks';
import { _n, fill, t } from '../../app/i18n.ts';
import { useStatus } from '../../app/status.ts';
import { Ago } from '../../ui/Ago.tsx';
import { Folded } from '../../ui/Folded.tsx';
import { Status } from '../../ui/Status.tsx';
import { momentWords } from '../../ui/times.ts';
import { Told } from './Told.tsx';

/** An alert that is over, with what was said then. */
export function PastAlert({ alert }: { alert: AlertView }) {
  const { shop } = useStatus();
  const title = alertTitle(alert.kind, t);
  const name = alert.about.name === null ? title : `${alert.about.name}: ${title}`;
  return (
    <li class="handoff-alert" aria-label={name}>
      <div>
        <Status tone="good">{t('Over')}</Status> <h3>{name}</h3>
      </div>
      <s-text color="subdued">
        <Ago at={alert.resolvedAt} />
        {alert.cameBack > 0 && ` · ${fill(_n('came back once', 'came back {count} times', alert.cameBack), { count: alert.cameBack })}`}
      </s-text>
      <Folded title={t('What it was')}>
        <s-text>{alert.message}</s-text>
        <s-text color="subdued">{fill(t('From {time}'), { time: momentWords(alert.openedAt, shop.timezone) })}</s-text>
        <Told notices={alert.notices} />
      </Folded>
    </li>
  );
}
