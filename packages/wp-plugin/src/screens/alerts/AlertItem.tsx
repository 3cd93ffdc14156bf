import { alertPlace, alertTitle, severityLabel, severityTone } from '@handoff/shared/panel';
import { type AlertView, useAlertActions, usePanelHost } from '@handoff/shared/panel/hooks';
import { Button } from '@wordpress/components';
import { useRef } from '@wordpress/element';
import { __, fill, t } from '../../app/i18n.ts';
import { placeOf } from '../../app/places.ts';
import { Ago } from '../../ui/Ago.tsx';
import { Status } from '../../ui/Status.tsx';
import { Told } from './Told.tsx';
import { When } from './When.tsx';

const DAY_MS = 86_400_000;
/** Until then it is only being decided who is told. */
const SOON_MS = 60_000;

/** One open alert: what happened, what to do, who knows of it, and what a person can say about it. */
export function AlertItem({ alert }: { alert: AlertView }) {
  const { person, sourceId } = usePanelHost();
  const { canManage } = person;
  const { acknowledge, muteFor, unmute, busy, error } = useAlertActions(alert.id);
  const heading = useRef<HTMLParagraphElement>(null);
  const title = alertTitle(alert.kind, t);
  const place = alertPlace(alert, sourceId);
  const isMuted = alert.mutedUntil !== null && Date.parse(alert.mutedUntil) > Date.now();
  const isUntold = !isMuted && alert.notices.length === 0 && Date.now() - Date.parse(alert.openedAt) > SOON_MS;
  const name = alert.about.name === null ? title : `${alert.about.name}: ${title}`;
  return (
    <li>
      <p className="handoff-alert__title" ref={heading} tabIndex={-1}>
        <Status tone={severityTone(alert.severity)}>{severityLabel(alert.severity, t)}</Status> <strong>{name}</strong>
      </p>
      <p>{alert.message}</p>
      {alert.fix !== '' && (
        <p>
          <strong>{__('What to do:', 'handoff')}</strong> {alert.fix}
        </p>
      )}
      <p className="handoff-quiet">
        {__('Began', 'handoff')} <Ago at={alert.openedAt} />
        {' · '}
        {alert.owner === null ? __('Nobody owns it', 'handoff') : fill(__('Owner: {name}', 'handoff'), { name: alert.owner })}
        {alert.acknowledgedBy !== null && ` · ${fill(__('{name} sees to it', 'handoff'), { name: alert.acknowledgedBy })}`}
        {isMuted && (
          <>
            {' · '}
            <When text={__('Muted until {time}', 'handoff')} at={alert.mutedUntil} />
          </>
        )}
      </p>
      <Told notices={alert.notices} />
      {isUntold && (
        <p className="handoff-quiet">
          {__('Nobody was sent a message about it.', 'handoff')} <a href="#/alerts/channels">{__('Who is told', 'handoff')}</a>
        </p>
      )}
      <div className="handoff-actions">
        {place !== undefined && (
          <Button
            variant="secondary"
            __next40pxDefaultSize
            href={`#${placeOf(place)}`}
            aria-label={fill(__('Go there: {name}', 'handoff'), { name })}
          >
            {__('Go there', 'handoff')}
          </Button>
        )}
        {canManage && alert.acknowledgedAt === null && (
          <Button
            variant="tertiary"
            __next40pxDefaultSize
            disabled={busy}
            accessibleWhenDisabled
            // The button goes with it: the keyboard stays with the alert.
            onClick={() => acknowledge(() => heading.current?.focus())}
            aria-label={fill(__('I see to it: {name}', 'handoff'), { name })}
          >
            {__('I see to it', 'handoff')}
          </Button>
        )}
        {canManage && (
          <Button
            variant="tertiary"
            __next40pxDefaultSize
            disabled={busy}
            accessibleWhenDisabled
            onClick={isMuted ? unmute : () => muteFor(DAY_MS)}
            aria-label={fill(isMuted ? __('Send messages again: {name}', 'handoff') : __('Mute for a day: {name}', 'handoff'), { name })}
          >
            {isMuted ? __('Send messages again', 'handoff') : __('Mute for a day', 'handoff')}
          </Button>
        )}
      </div>
      {error !== null && (
        <p role="alert" className="handoff-problem">
          {error.message}
        </p>
      )}
    </li>
  );
}
