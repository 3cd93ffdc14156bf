import { alertPlace, alertTitle, severityLabel, severityTone } from '@handoff/shared/panel';
import { type AlertView, useAlertActions, usePanelHost } from '@handoff/shared/panel/hooks';
import { useRef } from 'preact/hooks';
import { fill, t } from '../../app/i18n.ts';
import { placeOf } from '../../app/places.ts';
import { useStatus } from '../../app/status.ts';
import { Ago } from '../../ui/Ago.tsx';
import { Button } from '../../ui/Button.tsx';
import { Go } from '../../ui/Go.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Status } from '../../ui/Status.tsx';
import { momentWords } from '../../ui/times.ts';
import { Told } from './Told.tsx';

const DAY_MS = 86_400_000;
/** Until then it is only being decided who is told. */
const SOON_MS = 60_000;

/** One open alert: what happened, what to do, who knows of it, and what a person can say about it. */
export function AlertItem({ alert }: { alert: AlertView }) {
  const { shop } = useStatus();
  const { sourceId } = usePanelHost();
  const { acknowledge, muteFor, unmute, busy, error } = useAlertActions(alert.id);
  const heading = useRef<HTMLHeadingElement>(null);
  const title = alertTitle(alert.kind, t);
  const place = alertPlace(alert, sourceId);
  const mutedUntil = alert.mutedUntil !== null && Date.parse(alert.mutedUntil) > Date.now() ? alert.mutedUntil : null;
  const isUntold = mutedUntil === null && alert.notices.length === 0 && Date.now() - Date.parse(alert.openedAt) > SOON_MS;
  const name = alert.about.name === null ? title : `${alert.about.name}: ${title}`;
  const say = (words: string, run: () => void) => (
    <Button variant="tertiary" disabled={busy} label={`${words}: ${name}`} onClick={run}>
      {words}
    </Button>
  );
  return (
    <li class="handoff-alert" aria-label={name}>
      <div>
        <Status tone={severityTone(alert.severity)}>{severityLabel(alert.severity, t)}</Status>{' '}
        <h3 ref={heading} tabIndex={-1}>
          {name}
        </h3>
      </div>
      <s-text>{alert.message}</s-text>
      {alert.fix !== '' && (
        <s-text>
          <s-text type="strong">{t('What to do:')}</s-text> {alert.fix}
        </s-text>
      )}
      <s-text color="subdued">
        {t('Began')} <Ago at={alert.openedAt} />
        {' · '}
        {alert.owner === null ? t('Nobody owns it') : fill(t('Owner: {name}'), { name: alert.owner })}
        {alert.acknowledgedBy !== null && ` · ${fill(t('{name} sees to it'), { name: alert.acknowledgedBy })}`}
        {mutedUntil !== null && ` · ${fill(t('Muted until {time}'), { time: momentWords(mutedUntil, shop.timezone) })}`}
      </s-text>
      <Told notices={alert.notices} />
      {isUntold && (
        <s-text color="subdued">
          {t('Nobody was sent a message about it.')} <Go to="/alerts/channels">{t('Who is told')}</Go>
        </s-text>
      )}
      <s-stack direction="inline" gap="small-300">
        {place !== undefined && (
          <Button to={placeOf(place)} label={`${t('Go there')}: ${name}`}>
            {t('Go there')}
          </Button>
        )}
        {/* The button goes with it: the keyboard stays with the alert. */}
        {alert.acknowledgedAt === null && say(t('I see to it'), () => acknowledge(() => heading.current?.focus()))}
        {mutedUntil === null ? say(t('Mute for a day'), () => muteFor(DAY_MS)) : say(t('Send messages again'), unmute)}
      </s-stack>
      {error !== null && <Notice tone="critical">{error.message}</Notice>}
    </li>
  );
}
