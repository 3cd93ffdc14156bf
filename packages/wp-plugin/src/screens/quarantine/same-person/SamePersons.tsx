import { pairNames, type SamePerson, suggestionStates } from '@handoff/shared/panel';
import { useFocusAfter, useKept, usePages, usePanelHost, useSamePersons } from '@handoff/shared/panel/hooks';
import { Button, Notice, SelectControl } from '@wordpress/components';
import { useRef } from '@wordpress/element';
import { __, fill, t } from '../../../app/i18n.ts';
import { Empty } from '../../../ui/Empty.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { focusHeading } from '../../../ui/Page.tsx';
import { Pager } from '../../activity/list/Pager.tsx';
import { Pair } from './Pair.tsx';

/** Persons who may be one: a person says whether they are, and may take that back, then or later. */
export function SamePersons() {
  const { canManage } = usePanelHost().person;
  const [state, setState] = useKept<SamePerson['state']>('which same persons', 'open');
  const pages = usePages('same persons');
  const { items, next, decide, decided, takeBack, busy, error, retry } = useSamePersons(state, pages);
  const list = useRef<HTMLUListElement>(null);
  const goOn = useFocusAfter(list, items, focusHeading);
  return (
    <>
      <p className="handoff-same-person">
        {__(
          'Where it is certain that two are one person, Handoff joins them by itself. Here it is only likely, so you decide. One person: what is known of both is put together, and whoever unsubscribed as either of them stays unsubscribed as both. Nothing is sent by that, nothing changes at your destinations, and you can take it back at any time.',
          'handoff',
        )}
      </p>
      <div className="handoff-kept-tools">
        <div className="handoff-kept-order">
          <SelectControl
            label={__('Show', 'handoff')}
            labelPosition="side"
            value={state}
            options={suggestionStates(t)}
            onChange={(which) => {
              setState(which);
              pages.first();
            }}
            __next40pxDefaultSize
            __nextHasNoMarginBottom
          />
        </div>
      </div>
      {error !== null && <ErrorNotice error={error} retry={retry} />}
      {decided !== undefined && (
        <Notice status="success" isDismissible={false} className="handoff-notice">
          <p>
            {fill(
              decided.areOne ? __('“{a}” and “{b}” are one person now.', 'handoff') : __('“{a}” and “{b}” stay two persons.', 'handoff'),
              pairNames(decided.pair, t),
            )}{' '}
            <Button variant="link" onClick={() => takeBack(decided.pair, focusHeading)} disabled={busy} accessibleWhenDisabled>
              {__('Undo', 'handoff')}
            </Button>
          </p>
        </Notice>
      )}
      {items === undefined && error === null && <Loading lines={10} />}
      {items?.length === 0 && <Nobody isOpen={state === 'open'} />}
      <ul className="handoff-kept-list" ref={list}>
        {items?.map((pair) => (
          <Pair
            key={pair.id}
            pair={pair}
            busy={busy}
            doing={
              canManage
                ? {
                    decide: (areOne) => decide(pair, areOne, () => goOn([pair])),
                    takeBack: () => takeBack(pair, () => goOn([pair])),
                  }
                : undefined
            }
          />
        ))}
      </ul>
      <Pager pages={pages} next={next} />
    </>
  );
}

function Nobody({ isOpen }: { isOpen: boolean }) {
  if (!isOpen) {
    return (
      <Empty title={__('Nothing decided so far', 'handoff')}>
        <p>{__('What you decide of two who look like one comes here, and can be taken back here.', 'handoff')}</p>
      </Empty>
    );
  }
  return (
    <Empty title={__('Nobody to compare', 'handoff')}>
      <p>{__('When two persons look like one, and it is not certain, they are shown here for you to decide.', 'handoff')}</p>
    </Empty>
  );
}
