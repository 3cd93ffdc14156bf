import { aboutEvent, canMark, canRelease, eventStateWords, isObserved, messageOf, type Thresholds } from '@handoff/shared/panel';
import { isJudgedVerdict, type KeptVerdict, type ListedEvent } from '@handoff/shared/panel/hooks';
import { fill, t } from '../../app/i18n.ts';
import { Ago } from '../../ui/Ago.tsx';
import { Button } from '../../ui/Button.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Go } from '../../ui/Go.tsx';
import { Status } from '../../ui/Status.tsx';
import { eventPlace } from '../activity/addresses.ts';
import { Message } from './Message.tsx';
import { Reasons } from './Reasons.tsx';
import type { KeptDoing } from './useKeptActions.tsx';

interface KeptItemProps {
  event: ListedEvent;
  /** The list it is in. */
  verdict: KeptVerdict;
  /** From which score the shop flags and keeps back; undefined until that is known. */
  thresholds: Thresholds | undefined;
  doing: KeptDoing;
  isChosen: boolean;
  onChoose: (isChosen: boolean) => void;
}

/** One event with its message and the reasons, to be judged without opening it. */
export function KeptItem({ event, verdict, thresholds, doing, isChosen, onChoose }: KeptItemProps) {
  const { kind, title } = aboutEvent(event.type, event.envelope, t);
  const { text, facts } = messageOf(event.envelope ?? {}, t);
  const state = isObserved(event) && event.marked === null ? watchedWords(verdict) : eventStateWords(event, t);
  // What the shop's own mode says stands once above the list.
  const reasons = event.reasons.filter(({ rule }) => rule !== 'observe_mode');
  const name = [event.contact, title ?? kind].filter((part) => part !== null).join(', ');
  // Beside whom it is from, or beside what it is where nobody is known.
  const about = event.contact === null ? title : (title ?? kind);
  return (
    <li data-event={event.id}>
      <s-section accessibilityLabel={name}>
        {/* Where the keyboard goes on once the one before it is dealt with. */}
        <article class="handoff-kept" tabIndex={-1} data-work aria-label={name}>
          <s-stack direction="inline" gap="small-200" alignItems="center">
            <s-checkbox
              accessibilityLabel={fill(t('Choose {name}'), { name })}
              checked={isChosen}
              onChange={({ currentTarget }) => onChoose(currentTarget.checked)}
            />
            <h2>
              <Go to={eventPlace(event.id)}>{event.contact ?? kind}</Go>
            </h2>
            {about !== null && <s-text>{about}</s-text>}
            <s-text color="subdued">
              <Ago at={event.receivedAt} />
            </s-text>
            <Status tone={state.tone}>{state.label}</Status>
          </s-stack>
          {event.erasedAt !== undefined && <s-text color="subdued">{t('Its personal data were erased.')}</s-text>}
          {text !== null && <Message text={text} />}
          {facts.length > 0 && <Facts facts={facts.map((fact) => [fact.label, fact.text])} />}
          <Reasons reasons={reasons} thresholds={isJudgedVerdict(verdict) ? thresholds : undefined} />
          {event.duplicateOf !== null && <Go to={eventPlace(event.duplicateOf)}>{t('Open the first')}</Go>}
          <Actions event={event} doing={doing} name={name} />
        </article>
      </s-section>
    </li>
  );
}

/** Of a shop that is only watched: what would have been done. */
function watchedWords(verdict: KeptVerdict) {
  return { tone: 'attention' as const, label: verdict === 'quarantine' ? t('Would be kept back') : t('Would be flagged') };
}

function Actions({ event, doing, name }: { event: ListedEvent; doing: KeptDoing; name: string }) {
  const isJudged = event.verdict !== 'suppress' && event.verdict !== 'duplicate';
  const action = (label: string, run: () => void) => (
    <Button label={`${label}: ${name}`} busy={doing.busy} onClick={run}>
      {label}
    </Button>
  );
  return (
    <s-stack direction="inline" gap="small-200">
      {canRelease(event) &&
        action(event.verdict === 'quarantine' ? t('Not spam: let it go on') : t('Send it anyway'), () => doing.release([event]))}
      {isJudged && canMark(event, 'spam') && action(t('Spam'), () => doing.mark([event], 'spam'))}
      {isJudged &&
        event.verdict !== 'quarantine' &&
        canMark(event, 'not_spam') &&
        action(t('Not spam'), () => doing.mark([event], 'not_spam'))}
    </s-stack>
  );
}
