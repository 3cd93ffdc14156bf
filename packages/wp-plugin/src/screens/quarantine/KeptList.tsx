import type { KeptOrder } from '@handoff/shared/panel';
import {
  isJudgedVerdict,
  type KeptVerdict,
  type ListedEvent,
  useChosenKept,
  useFocusAfter,
  useKept,
  useKeptEvents,
  usePages,
  usePanelHost,
  useScreening,
} from '@handoff/shared/panel/hooks';
import { Button, SelectControl, ToggleControl } from '@wordpress/components';
import { useRef, useState } from '@wordpress/element';
import { __, _n, fill } from '../../app/i18n.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { focusHeading } from '../../ui/Page.tsx';
import { Pager } from '../activity/list/Pager.tsx';
import { Bulk } from './Bulk.tsx';
import { KeptItem } from './KeptItem.tsx';
import { NothingKept } from './NothingKept.tsx';
import { useKeptActions } from './useKeptActions.tsx';

const NONE: readonly ListedEvent[] = [];

/** What was kept back for one kind of reason. */
export function KeptList({ verdict }: { verdict: KeptVerdict }) {
  const { canManage } = usePanelHost().person;
  const isJudged = isJudgedVerdict(verdict);
  const [withNamed, setWithNamed] = useState(false);
  const [order, setOrder] = useKept<KeptOrder>(`order of kept ${verdict}`, isJudged ? 'doubtful' : 'latest');
  const { sourceId, screening } = useScreening();
  const pages = usePages(`kept ${verdict} of ${sourceId}`);
  const events = useKeptEvents(verdict, { withNamed, order }, pages);
  const shown = events.shown ?? NONE;
  const chosen = useChosenKept(verdict, withNamed, shown);
  const list = useRef<HTMLUListElement>(null);
  const goOn = useFocusAfter(list, events.shown, focusHeading);
  const { doing, dialog, said } = useKeptActions((dealtWith) => {
    // What was taken back stands anywhere in the list.
    if (dealtWith.length === 0) focusHeading();
    else goOn(dealtWith);
    chosen.chooseAll(false);
    events.showAll();
  });
  const anew = () => {
    chosen.chooseAll(false);
    pages.first();
  };
  return (
    <>
      {events.error !== null && <ErrorNotice error={events.error} retry={events.retry} />}
      {said}
      {chosen.whole.error !== null && <ErrorNotice error={chosen.whole.error} />}
      <div className="handoff-kept-tools">
        {canManage && shown.length > 0 && (
          <Bulk shown={shown} chosen={chosen} hasMore={!pages.isFirst || events.next !== null} doing={doing} />
        )}
        {isJudged && (
          <div className="handoff-kept-order">
            <SelectControl
              label={__('Order', 'handoff')}
              labelPosition="side"
              value={order}
              options={[
                { value: 'doubtful', label: doubtfulLabel(verdict) },
                { value: 'latest', label: __('Latest first', 'handoff') },
              ]}
              onChange={(next) => {
                setOrder(next);
                anew();
              }}
              __next40pxDefaultSize
              __nextHasNoMarginBottom
            />
            <ToggleControl
              label={__('Also those you have marked already', 'handoff')}
              checked={withNamed}
              onChange={(next) => {
                setWithNamed(next);
                anew();
              }}
              __nextHasNoMarginBottom
            />
          </div>
        )}
      </div>
      <div role="status">
        {events.fresh > 0 && (
          <Button variant="secondary" __next40pxDefaultSize className="handoff-kept-news" onClick={events.showAll}>
            {fill(_n('Show {count} new', 'Show {count} new', events.fresh, 'handoff'), { count: events.fresh })}
          </Button>
        )}
      </div>
      {events.shown === undefined && events.error === null && <Loading lines={12} />}
      {events.shown?.length === 0 && <NothingKept verdict={verdict} isWatched={events.isWatched} withNamed={withNamed} />}
      <ul className="handoff-kept-list" ref={list}>
        {shown.map((event) => (
          <KeptItem
            key={event.id}
            event={event}
            verdict={verdict}
            thresholds={screening?.thresholds}
            doing={canManage ? doing : undefined}
            isChosen={chosen.has(event.id)}
            onChoose={(isChosen) => chosen.choose(event.id, isChosen)}
          />
        ))}
      </ul>
      <Pager pages={pages} next={events.next} isOrdered={order === 'doubtful'} />
      {dialog}
    </>
  );
}

/** What of a list is the likeliest to be a mistake. */
const doubtfulLabel = (verdict: KeptVerdict) =>
  verdict === 'quarantine' ? __('Least like spam first', 'handoff') : __('Most like spam first', 'handoff');
