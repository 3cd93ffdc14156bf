import { aboutEvent, canMark, canRelease, eventStateWords, isObserved, messageOf, type Thresholds } from '@handoff/shared/panel';
import { isJudgedVerdict, type KeptVerdict, type ListedEvent } from '@handoff/shared/panel/hooks';
import { Button, CheckboxControl } from '@wordpress/components';
import { __, fill, t } from '../../app/i18n.ts';
import { Ago } from '../../ui/Ago.tsx';
import { Status } from '../../ui/Status.tsx';
import { eventPlace } from '../activity/addresses.ts';
import type { KeptDoing } from './useKeptActions.tsx';
import { Message } from './Message.tsx';
import { Reasons } from './Reasons.tsx';

interface KeptItemProps {
  event: ListedEvent;
  /** The list it is in. */
  verdict: KeptVerdict;
  /** From which score the site flags and keeps back; undefined until that is known. */
  thresholds: Thresholds | undefined;
  /** Absent for people who may look only. */
  doing: KeptDoing | undefined;
  isChosen: boolean;
  onChoose: (isChosen: boolean) => void;
}

/** One event with its message and the reasons, to be judged without opening it. */
export function KeptItem({ event, verdict, thresholds, doing, isChosen, onChoose }: KeptItemProps) {
  const { kind, title } = aboutEvent(event.type, event.envelope, t);
  const isWatched = isObserved(event) && event.marked === null;
  const { text, facts } = messageOf(event.envelope ?? {}, t);
  const state = isWatched ? watchedWords(verdict) : eventStateWords(event, t);
  // What the site's own mode says stands once above the list.
  const reasons = event.reasons.filter(({ rule }) => rule !== 'observe_mode');
  const name = [event.contact, title ?? kind].filter((part) => part !== null).join(', ');
  // Beside whom it is from, or beside what it is where nobody is known.
  const about = event.contact === null ? title : (title ?? kind);
  return (
    <li className={`handoff-kept${isChosen ? ' is-chosen' : ''}`} data-event={event.id}>
      {doing !== undefined && (
        <CheckboxControl
          className="handoff-kept__choose"
          aria-label={fill(__('Choose {name}', 'handoff'), { name })}
          checked={isChosen}
          onChange={onChoose}
          __nextHasNoMarginBottom
        />
      )}
      <article className="handoff-kept__body" aria-label={name}>
        <header className="handoff-kept__head">
          <h3>
            <a href={`#${eventPlace(event.id)}`} data-work>
              {event.contact ?? kind}
            </a>
          </h3>
          {about !== null && <span>{about}</span>}
          <span className="handoff-quiet">
            <Ago at={event.receivedAt} />
          </span>
          <Status tone={state.tone}>{state.label}</Status>
        </header>
        {event.erasedAt !== undefined && <p className="handoff-quiet">{__('Its personal data were erased.', 'handoff')}</p>}
        {text !== null && <Message text={text} />}
        {facts.length > 0 && (
          <dl className="handoff-kept__facts">
            {facts.map(({ key, label, text: value }) => (
              <div key={key}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
        <Reasons reasons={reasons} thresholds={isJudgedVerdict(verdict) ? thresholds : undefined} />
        {event.duplicateOf !== null && (
          <p>
            <a href={`#${eventPlace(event.duplicateOf)}`}>
              {__('Open the first', 'handoff')}
              <span className="screen-reader-text"> {name}</span>
            </a>
          </p>
        )}
        {doing !== undefined && <Actions event={event} doing={doing} name={name} />}
      </article>
    </li>
  );
}

/** Of a site that is only watched: what would have been done. */
function watchedWords(verdict: KeptVerdict) {
  return {
    tone: 'attention' as const,
    label: verdict === 'quarantine' ? __('Would be kept back', 'handoff') : __('Would be flagged', 'handoff'),
  };
}

function Actions({ event, doing, name }: { event: ListedEvent; doing: KeptDoing; name: string }) {
  const of = <span className="screen-reader-text"> {name}</span>;
  const isJudged = event.verdict !== 'suppress' && event.verdict !== 'duplicate';
  const action = { variant: 'secondary', size: 'compact', disabled: doing.busy, accessibleWhenDisabled: true } as const;
  return (
    <div className="handoff-actions">
      {canRelease(event) && (
        <Button {...action} onClick={() => doing.release([event])}>
          {event.verdict === 'quarantine' ? __('Not spam: let it go on', 'handoff') : __('Send it anyway', 'handoff')}
          {of}
        </Button>
      )}
      {isJudged && canMark(event, 'spam') && (
        <Button {...action} onClick={() => doing.mark([event], 'spam')}>
          {__('Spam', 'handoff')}
          {of}
        </Button>
      )}
      {isJudged && event.verdict !== 'quarantine' && canMark(event, 'not_spam') && (
        <Button {...action} onClick={() => doing.mark([event], 'not_spam')}>
          {__('Not spam', 'handoff')}
          {of}
        </Button>
      )}
    </div>
  );
}
