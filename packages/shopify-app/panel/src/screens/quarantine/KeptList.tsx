import { canRelease, type KeptOrder } from '@handoff/shared/panel';
import {
  isJudgedVerdict,
  type KeptVerdict,
  type ListedEvent,
  useChosenKept,
  useFocusAfter,
  useKept,
  useKeptEvents,
  usePages,
  useScreening,
} from '@handoff/shared/panel/hooks';
import { useRef, useState } from 'preact/hooks';
import { fill, t } from '../../app/i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { Check } from '../../ui/Check.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { focusContent } from '../../ui/Page.tsx';
import { Select } from '../../ui/Select.tsx';
import { Bulk } from '../activity/list/Bulk.tsx';
import { News } from '../activity/list/News.tsx';
import { Pager } from '../activity/list/Pager.tsx';
import { KeptItem } from './KeptItem.tsx';
import { NothingKept } from './NothingKept.tsx';
import { useKeptActions } from './useKeptActions.tsx';

const NONE: readonly ListedEvent[] = [];
/** Whether it was judged as spam or not, rather than held for a reason of its own. */
const isJudged = ({ verdict }: ListedEvent) => verdict !== 'suppress' && verdict !== 'duplicate';

/** What was kept back for one kind of reason. */
export function KeptList({ verdict }: { verdict: KeptVerdict }) {
  const isScored = isJudgedVerdict(verdict);
  const [withNamed, setWithNamed] = useState(false);
  const [order, setOrder] = useKept<KeptOrder>(`order of kept ${verdict}`, isScored ? 'doubtful' : 'latest');
  const pages = usePages(`kept ${verdict}`);
  const events = useKeptEvents(verdict, { withNamed, order }, pages);
  const { screening } = useScreening();
  const shown = events.shown ?? NONE;
  const chosen = useChosenKept(verdict, withNamed, shown);
  const hasMore = !pages.isFirst || events.next !== null;
  const list = useRef<HTMLUListElement>(null);
  const goOn = useFocusAfter(list, events.shown, focusContent);
  const { doing, dialog, said } = useKeptActions((dealtWith) => {
    // What was taken back stands anywhere in the list; the keyboard goes on from what is said of it.
    if (dealtWith.length > 0) goOn(dealtWith);
    chosen.chooseAll(false);
    events.showAll();
  });
  const anew = () => {
    chosen.chooseAll(false);
    pages.first();
  };
  return (
    <s-stack gap="base">
      {events.error !== null && <ErrorNotice error={events.error} retry={events.retry} />}
      {said}
      {isScored && (
        <s-stack direction="inline" gap="base" alignItems="end">
          <Select
            label={t('Order')}
            value={order}
            options={[
              { value: 'doubtful', label: verdict === 'quarantine' ? t('Least like spam first') : t('Most like spam first') },
              { value: 'latest', label: t('Latest first') },
            ]}
            onChange={(next) => {
              setOrder(next);
              anew();
            }}
          />
          <Check
            label={t('Also those you have marked already')}
            checked={withNamed}
            onChange={(isOn) => {
              setWithNamed(isOn);
              anew();
            }}
          />
        </s-stack>
      )}
      <Bulk
        items={shown}
        chosen={chosen.items}
        onAll={chosen.chooseAll}
        busy={doing.busy}
        actions={[
          { label: t('Let them go on'), can: canRelease, run: doing.release },
          { label: t('All of them are spam'), can: isJudged, run: (some) => doing.mark(some, 'spam') },
          {
            label: t('None of them is spam'),
            can: (event) => isJudged(event) && event.verdict !== 'quarantine',
            run: (some) => doing.mark(some, 'not_spam'),
          },
        ]}
      >
        {hasMore && chosen.items.length >= shown.length && chosen.items.length > 0 && (
          <Button busy={chosen.whole.busy} disabled={chosen.whole.isChosen} onClick={chosen.whole.choose}>
            {t('Choose all in this list')}
          </Button>
        )}
        <div role="status">
          {chosen.whole.isCut && (
            <s-text>
              {fill(t('These are the latest {count} of this list; no more can be chosen at once.'), { count: chosen.items.length })}
            </s-text>
          )}
        </div>
      </Bulk>
      {chosen.whole.error !== null && <ErrorNotice error={chosen.whole.error} />}
      <News count={events.fresh} onShow={events.showAll} />
      {events.shown === undefined && events.error === null && <Loading lines={12} />}
      {events.shown?.length === 0 && <NothingKept verdict={verdict} isWatched={events.isWatched} withNamed={withNamed} />}
      <ul class="handoff-kept-list" ref={list}>
        {shown.map((event) => (
          <KeptItem
            key={event.id}
            event={event}
            verdict={verdict}
            thresholds={screening?.thresholds}
            doing={doing}
            isChosen={chosen.has(event.id)}
            onChoose={(isOn) => chosen.choose(event.id, isOn)}
          />
        ))}
      </ul>
      <Pager pages={pages} next={events.next} isOrdered={order === 'doubtful'} />
      {dialog}
    </s-stack>
  );
}
