import { clueWords, likelyWords, personFacts, personName, type SamePerson } from '@handoff/shared/panel';
import { usePanelHost, useSamePersons } from '@handoff/shared/panel/hooks';
import { Button, Notice } from '@wordpress/components';
import { __, fill, t } from '../../../app/i18n.ts';
import { Empty } from '../../../ui/Empty.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';

/** Persons who may be one: a person says whether they are, and may take that back. */
export function SamePersons() {
  const { canManage } = usePanelHost().person;
  const { items, decide, decided, undo, busy, error, retry } = useSamePersons();
  if (items === undefined) return error === null ? <Loading lines={10} /> : <ErrorNotice error={error} retry={retry} />;
  return (
    <>
      {error !== null && <ErrorNotice error={error} retry={retry} />}
      {decided !== undefined && (
        <Notice status="success" isDismissible={false} className="handoff-notice">
          <p>
            {fill(
              decided.areOne ? __('“{a}” and “{b}” are one person now.', 'handoff') : __('“{a}” and “{b}” stay two persons.', 'handoff'),
              {
                a: personName(decided.pair.a, t),
                b: personName(decided.pair.b, t),
              },
            )}{' '}
            <Button variant="link" onClick={undo} disabled={busy} accessibleWhenDisabled>
              {__('Undo', 'handoff')}
            </Button>
          </p>
        </Notice>
      )}
      {items.length === 0 && (
        <Empty title={__('Nobody to compare', 'handoff')}>
          <p>{__('When two persons look like one, and it is not certain, they are shown here for you to decide.', 'handoff')}</p>
        </Empty>
      )}
      <ul className="handoff-kept-list">
        {items.map((pair) => (
          <Pair key={pair.id} pair={pair} busy={busy} decide={canManage ? decide : undefined} />
        ))}
      </ul>
    </>
  );
}

interface PairProps {
  pair: SamePerson;
  busy: boolean;
  decide: ((pair: SamePerson, areOne: boolean) => void) | undefined;
}

function Pair({ pair, busy, decide }: PairProps) {
  const names = { a: personName(pair.a, t), b: personName(pair.b, t) };
  const title = fill(__('{a} and {b}', 'handoff'), names);
  const of = <span className="screen-reader-text"> {title}</span>;
  return (
    <li className="handoff-kept">
      <article className="handoff-kept__body" aria-label={title}>
        <header className="handoff-kept__head">
          <h3>{likelyWords(pair, t)}</h3>
        </header>
        <div className="handoff-pair">
          {[pair.a, pair.b].map((person) => (
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
        {decide !== undefined && (
          <div className="handoff-actions">
            <Button variant="secondary" size="compact" disabled={busy} accessibleWhenDisabled onClick={() => decide(pair, true)}>
              {__('One person', 'handoff')}
              {of}
            </Button>
            <Button variant="secondary" size="compact" disabled={busy} accessibleWhenDisabled onClick={() => decide(pair, false)}>
              {__('Two persons', 'handoff')}
              {of}
            </Button>
          </div>
        )}
      </article>
    </li>
  );
}
