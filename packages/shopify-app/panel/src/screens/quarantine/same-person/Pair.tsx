import { actorWords, clueWords, likelyWords, pairTitle, personFacts, personName, personsOf, type SamePerson } from '@handoff/shared/panel';
import { fill, t } from '../../../app/i18n.ts';
import { Ago } from '../../../ui/Ago.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Facts } from '../../../ui/Facts.tsx';
import { Section } from '../../../ui/Section.tsx';

interface PairProps {
  pair: SamePerson;
  busy: boolean;
  decide: (areOne: boolean) => void;
  takeBack: () => void;
}

/** Two who may be one, with what speaks for it and against it; or what somebody decided of them. */
export function Pair({ pair, busy, decide, takeBack }: PairProps) {
  const title = pairTitle(pair, t);
  const action = (label: string, run: () => void) => (
    <Button label={`${label}: ${title}`} busy={busy} onClick={run}>
      {label}
    </Button>
  );
  return (
    <li>
      <Section title={likelyWords(pair, t)}>
        {/* Where the keyboard goes on once the one before it is decided. */}
        <article class="handoff-kept" tabIndex={-1} data-work aria-label={title}>
          {pair.decidedAt !== null && (
            <s-text color="subdued">
              {fill(t('Decided by {person}'), { person: actorWords(pair.decidedBy ?? '', t) })} <Ago at={pair.decidedAt} />
            </s-text>
          )}
          {personsOf(pair).map((person) => (
            <s-stack key={person.id} gap="small-300">
              <s-text type="strong">{personName(person, t)}</s-text>
              <Facts facts={personFacts(person, t).map(({ label, value }) => [label, value])} />
            </s-stack>
          ))}
          <ul class="handoff-reasons" aria-label={t('Why')}>
            {clueWords(pair, t).map(({ isFor, text }) => (
              <li key={text}>
                <s-text type="strong">{isFor ? t('For:') : t('Against:')}</s-text> {text}
              </li>
            ))}
          </ul>
          <s-stack direction="inline" gap="small-200">
            {pair.state === 'open' ? (
              <>
                {action(t('One person'), () => decide(true))}
                {action(t('Two persons'), () => decide(false))}
              </>
            ) : (
              action(t('Take back'), takeBack)
            )}
          </s-stack>
        </article>
      </Section>
    </li>
  );
}
