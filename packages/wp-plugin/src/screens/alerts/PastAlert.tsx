import { alertTitle } from '@handoff/shared/panel';
import type { AlertView } from '@handoff/shared/panel/hooks';
import { __, _n, fill, t } from '../../app/i18n.ts';
import { Ago } from '../../ui/Ago.tsx';
import { Folded } from '../../ui/Folded.tsx';
import { Status } from '../../ui/Status.tsx';
import { Told } from './Told.tsx';
import { When } from './When.tsx';

/** An alert that is over, with what was said then. */
export function PastAlert({ alert }: { alert: AlertView }) {
  const title = alertTitle(alert.kind, t);
  return (
    <li>
      <p className="handoff-alert__title">
        <Status tone="good">{__('Over', 'handoff')}</Status>{' '}
        <strong>{alert.about.name === null ? title : `${alert.about.name}: ${title}`}</strong>
      </p>
      <p className="handoff-quiet">
        <Ago at={alert.resolvedAt} />
        {alert.cameBack > 0 &&
          ` · ${fill(_n('came back once', 'came back {count} times', alert.cameBack, 'handoff'), { count: alert.cameBack })}`}
      </p>
      <Folded title={__('What it was', 'handoff')} open={false}>
        <p>{alert.message}</p>
        <p className="handoff-quiet">
          <When text={__('From {time}', 'handoff')} at={alert.openedAt} />
        </p>
        <Told notices={alert.notices} />
      </Folded>
    </li>
  );
}
