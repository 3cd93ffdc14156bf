import { canRelease, type KeptOrder } from '@handoff/shared/panel';
import {
  type KeptVerdict,
  type ListedEvent,
  useFocusAfter,
  useKept,
  useKeptEvents,
  usePages,
  usePanelHost,
  useScreening,
} from '@handoff/shared/panel/hooks';
import { Button, CheckboxControl, SelectControl, ToggleControl } from '@wordpress/components';
import { useRef, useState } from '@wordpress/element';
import { __, _n, fill } from '../../app/i18n.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { focusHeading } from '../../ui/Page.tsx';
import { Pager } from '../activity/list/Pager.tsx';
import { KeptItem } from './KeptItem.tsx';
import { NothingKept } from './NothingKept.tsx';
import { type KeptDoing, useKeptActions } from './useKeptActions.tsx';

/** What was kept back for one kind of reason. */
export function KeptList({ verdict }: { verdict: KeptVerdict }) {
  const { canManage } = usePanelHost().person;
  const isJudged = verdict === 'quarantine' || verdict === 'review';
  const [withNamed, setWithNamed] = useState(false);
  const [order, setOrder] = useKept<KeptOrder>(`order of kept ${verdict}`, isJudged ? 'doubtful' : 'latest');
  const pages = usePages(`kept ${verdict}`);
  const events = useKeptEvents(verdict, { withNamed, order }, pages);
  const { screening } = useScreening();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const list = useRef<HTMLUListElement>(null);
  const goOn = useFocusAfter(list, events.shown, focusHeading);
  const { doing, dialog, said } = useKeptActions((dealtWith) => {
    goOn(dealtWith);
    setChosen(new Set());
    events.showAll();
  });
  if (events.shown === undefined) {
    return events.error === null ? <Loading lines={12} /> : <ErrorNotice error={events.error} retry={events.retry} />;
  }
  const { shown } = events;
  const choose = (id: string, isChosen: boolean) =>
    setChosen(new Set(isChosen ? [...chosen, id] : [...chosen].filter((one) => one !== id)));
  const selected = shown.filter(({ id }) => chosen.has(id));
  return (
    <>
      {events.error !== null && <ErrorNotice error={events.error} retry={events.retry} />}
      {said}
      <div className="handoff-kept-tools">
        {canManage && shown.length > 0 && (
          <Bulk shown={shown} selected={selected} doing={doing} onChoose={(ids) => setChosen(new Set(ids))} />
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
                pages.first();
              }}
              __next40pxDefaultSize
              __nextHasNoMarginBottom
            />
            <ToggleControl
              label={__('Also those you have marked already', 'handoff')}
              checked={withNamed}
              onChange={(next) => {
                setWithNamed(next);
                pages.first();
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
      {shown.length === 0 && <NothingKept verdict={verdict} />}
      <ul className="handoff-kept-list" ref={list}>
        {shown.map((event) => (
          <KeptItem
            key={event.id}
            event={event}
            verdict={verdict}
            thresholds={screening?.thresholds}
            doing={canManage ? doing : undefined}
            isChosen={chosen.has(event.id)}
            onChoose={(isChosen) => choose(event.id, isChosen)}
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

interface BulkProps {
  shown: readonly ListedEvent[];
  selected: readonly ListedEvent[];
  doing: KeptDoing;
  onChoose: (ids: string[]) => void;
}

/** Chooses all on this page, and does one thing with all that are chosen. */
function Bulk({ shown, selected, doing, onChoose }: BulkProps) {
  const isAll = selected.length === shown.length;
  const releasable = selected.filter(canRelease);
  const judged = selected.filter(({ verdict }) => verdict !== 'suppress' && verdict !== 'duplicate');
  return (
    <div className="handoff-actions">
      <CheckboxControl
        label={
          selected.length === 0
            ? __('Choose all on this page', 'handoff')
            : fill(_n('{count} chosen', '{count} chosen', selected.length, 'handoff'), { count: selected.length })
        }
        checked={isAll}
        indeterminate={!isAll && selected.length > 0}
        onChange={() => onChoose(isAll ? [] : shown.map(({ id }) => id))}
        __nextHasNoMarginBottom
      />
      {releasable.length > 0 && (
        <Button variant="secondary" __next40pxDefaultSize onClick={() => doing.release(releasable)}>
          {__('Let them go on', 'handoff')}
        </Button>
      )}
      {judged.length > 0 && (
        <Button variant="secondary" __next40pxDefaultSize onClick={() => doing.mark(judged, 'spam')}>
          {__('All of them are spam', 'handoff')}
        </Button>
      )}
      {judged.some(({ verdict }) => verdict !== 'quarantine') && (
        <Button variant="secondary" __next40pxDefaultSize onClick={() => doing.mark(judged, 'not_spam')}>
          {__('None of them is spam', 'handoff')}
        </Button>
      )}
    </div>
  );
}
