import { clueWords, likelyWords, personFacts, personName, type SamePerson } from '@handoff/shared/panel';
import { useSamePersons } from '@handoff/shared/panel/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Facts } from '../../../ui/Facts.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Section } from '../../../ui/Section.tsx';

/** Persons who may be one: a person says whether they are, and may take that back. */
export function SamePersons() {
  const { items, decide, decided, undo, busy, error, retry } = useSamePersons();
  if (items === undefined) return error === null ? <Loading lines={10} /> : <ErrorNotice error={error} retry={retry} />;
  return (
    <>
      {error !== null && <ErrorNotice error={error} retry={retry} />}
      {decided !== undefined && (
        <Notice
          tone="success"
          title={fill(decided.areOne ? t('“{a}” and “{b}” are one person now.') : t('“{a}” and “{b}” stay two persons.'), {
            a: personName(decided.pair.a, t),
            b: personName(decided.pair.b, t),
          })}
          actions={
            <Button slot="secondary-actions" busy={busy} onClick={undo}>
              {t('Undo')}
            </Button>
          }
        />
      )}
      {items.length === 0 && (
        <Section title={t('Nobody to compare')}>
          <s-paragraph>{t('When two persons look like one, and it is not certain, they are shown here for you to decide.')}</s-paragraph>
        </Section>
      )}
      {items.map((pair) => (
        <Pair key={pair.id} pair={pair} busy={busy} decide={decide} />
      ))}
    </>
  );
}

function Pair({ pair, busy, decide }: { pair: SamePerson; busy: boolean; decide: (pair: SamePerson, areOne: boolean) => void }) {
  const title = fill(t('{a} and {b}'), { a: personName(pair.a, t), b: personName(pair.b, t) });
  const action = (label: string, areOne: boolean) => (
    <Button label={`${label}: ${title}`} busy={busy} onClick={() => decide(pair, areOne)}>
      {label}
    </Button>
  );
  return (
    <Section title={likelyWords(pair, t)}>
      {[pair.a, pair.b].map((person) => (
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
        {action(t('One person'), true)}
        {action(t('Two persons'), false)}
      </s-stack>
    </Section>
  );
}
