import { pairNames, type SamePerson, suggestionStates } from '@handoff/shared/panel';
import { useFocusAfter, useKept, usePages, useSamePersons } from '@handoff/shared/panel/hooks';
import { useRef } from 'preact/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { focusContent } from '../../../ui/Page.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Select } from '../../../ui/Select.tsx';
import { Pager } from '../../activity/list/Pager.tsx';
import { Pair } from './Pair.tsx';

/** Persons who may be one: a person says whether they are, and may take that back, then or later. */
export function SamePersons() {
  const [state, setState] = useKept<SamePerson['state']>('which same persons', 'open');
  const pages = usePages('same persons');
  const { items, next, decide, decided, takeBack, busy, error, retry } = useSamePersons(state, pages);
  const list = useRef<HTMLUListElement>(null);
  const goOn = useFocusAfter(list, items, focusContent);
  return (
    <>
      <s-paragraph>
        {t(
          'Where it is certain that two are one person, Handoff joins them by itself. Here it is only likely, so you decide. One person: what is known of both is put together, and whoever unsubscribed as either of them stays unsubscribed as both. Nothing is sent by that, nothing changes at your destinations, and you can take it back at any time.',
        )}
      </s-paragraph>
      <Select
        label={t('Show')}
        value={state}
        options={suggestionStates(t)}
        onChange={(which) => {
          setState(which);
          pages.first();
        }}
      />
      {error !== null && <ErrorNotice error={error} retry={retry} />}
      {decided !== undefined && (
        <Notice
          tone="success"
          title={fill(
            decided.areOne ? t('“{a}” and “{b}” are one person now.') : t('“{a}” and “{b}” stay two persons.'),
            pairNames(decided.pair, t),
          )}
          actions={
            <Button slot="secondary-actions" busy={busy} onClick={() => takeBack(decided.pair, focusContent)}>
              {t('Undo')}
            </Button>
          }
        />
      )}
      {items === undefined && error === null && <Loading lines={10} />}
      {items?.length === 0 && (
        <Section title={state === 'open' ? t('Nobody to compare') : t('Nothing decided so far')}>
          <s-paragraph>
            {state === 'open'
              ? t('When two persons look like one, and it is not certain, they are shown here for you to decide.')
              : t('What you decide of two who look like one comes here, and can be taken back here.')}
          </s-paragraph>
        </Section>
      )}
      <ul class="handoff-kept-list" ref={list}>
        {items?.map((pair) => (
          <Pair
            key={pair.id}
            pair={pair}
            busy={busy}
            decide={(areOne) => decide(pair, areOne, () => goOn([pair]))}
            takeBack={() => takeBack(pair, () => goOn([pair]))}
          />
        ))}
      </ul>
      <Pager pages={pages} next={next} />
    </>
  );
}
