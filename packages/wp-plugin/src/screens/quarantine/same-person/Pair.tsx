import { actorWords, clueWords, likelyWords, pairTitle, personFacts, personName, personsOf, type SamePerson } from '@handoff/shared/panel';
import { Button } from '@wordpress/components';
import { __, fill, t } from '../../../app/i18n.ts';
import { Ago } from '../../../ui/Ago.tsx';

interface PairProps {
  pair: SamePerson;
  busy: boolean;
  /** Absent for people who may look only. */
  doing: { decide: (areOne: boolean) => void; takeBack: () => void } | undefined;
}

/** Two who may be one, side by side, with what speaks for it and against it; or what somebody decided of them. */
export function Pair({ pair, busy, doing }: PairProps) {
  const title = pairTitle(pair, t);
  const action = (label: string, run: () => void) => (
    <Button variant="secondary" size="compact" disabled={busy} accessibleWhenDisabled onClick={run}>
      {label}
      <span className="screen-reader-text"> {title}</span>
    </Button>
  );
  return (
    <li className="handoff-kept">
      <article className="handoff-kept__body" aria-label={title}>
        <header className="handoff-kept__head">
          <h3 tabIndex={-1} data-work>
            {likelyWords(pair, t)}
          </h3>
          {pair.decidedAt !== null && (
            <span className="handoff-quiet">
              {fill(__('Decided by {person}', 'handoff'), { person: actorWords(pair.decidedBy ?? '', t) })} <Ago at={pair.decidedAt} />
            </span>
          )}
        </header>
        <div className="handoff-pair">
          {personsOf(pair).map((person) => (
            <div key={person.id}>
              <strong>{personName(person, t)}</strong>
              <dl className="handoff-kept__facts">
                {personFacts(person, t).map(({ label, value }) => (
                  <div key={label}>
                    <dt>{label}</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
              </dl>
            </div>
          ))}
        </div>
        <ul className="handoff-kept__reasons" aria-label={__('Why', 'handoff')}>
          {clueWords(pair, t).map(({ isFor, text }) => (
            <li key={text}>
              <strong>{isFor ? __('For:', 'handoff') : __('Against:', 'handoff')}</strong> {text}
            </li>
          ))}
        </ul>
        {doing !== undefined && (
          <div className="handoff-actions">
            {pair.state === 'open' ? (
              <>
                {action(__('One person', 'handoff'), () => doing.decide(true))}
                {action(__('Two persons', 'handoff'), () => doing.decide(false))}
              </>
            ) : (
              action(__('Take back', 'handoff'), doing.takeBack)
            )}
          </div>
        )}
      </article>
    </li>
  );
}
