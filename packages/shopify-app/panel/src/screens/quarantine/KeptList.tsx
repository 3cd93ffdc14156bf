import { canRelease, type KeptOrder } from '@handoff/shared/panel';
import {
  type KeptVerdict,
  type ListedEvent,
  useFocusAfter,
  useKept,
  useKeptEvents,
  usePages,
  useScreening,
} from '@handoff/shared/panel/hooks';
import { useRef, useState } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { Check } from '../../ui/Check.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { focusContent } from '../../ui/Page.tsx';
import { Select } from '../../ui/Select.tsx';
import { Bulk } from '../activity/list/Bulk.tsx';
import { News } from '../activity/list/News.tsx';
import { Pager } from '../activity/list/Pager.tsx';
import { useChosen } from '../activity/list/useChosen.ts';
import { KeptItem } from './KeptItem.tsx';
import { NothingKept } from './NothingKept.tsx';
import { useKeptActions } from './useKeptActions.tsx';

const NONE: readonly ListedEvent[] = [];
const keyOf = ({ id }: ListedEvent) => id;
/** Whether it was judged as spam or not, rather than held for a reason of its own. */
const isJudged = ({ verdict }: ListedEvent) => verdict !== 'suppress' && verdict !== 'duplicate';

/** What was kept back for one kind of reason. */
export function KeptList({ verdict }: { verdict: KeptVerdict }) {
  const isScored = verdict === 'quarantine' || verdict === 'review';
  const [withNamed, setWithNamed] = useState(false);
  const [order, setOrder] = useKept<KeptOrder>(`order of kept ${verdict}`, isScored ? 'doubtful' : 'latest');
  const pages = usePages(`kept ${verdict}`);
  const events = useKeptEvents(verdict, { withNamed, order }, pages);
  const { screening } = useScreening();
  const shown = events.shown ?? NONE;
  const chosen = useChosen(shown, keyOf);
  const list = useRef<HTMLUListElement>(null);
  const goOn = useFocusAfter(list, events.shown, focusContent);
  const { doing, dialog, said } = useKeptActions((dealtWith) => {
    goOn(dealtWith);
    chosen.clear();
    events.showAll();
  });
  return (
    <s-stack gap="base">
      {events.error !== null && <ErrorNotice error={events.error} retry={events.retry} />}
      {events.shown === undefined && events.error === null && <Loading lines={12} />}
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
              pages.first();
            }}
          />
          <Check
            label={t('Also those you have marked already')}
            checked={withNamed}
            onChange={(isOn) => {
              setWithNamed(isOn);
              pages.first();
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
      />
      <News count={events.fresh} onShow={events.showAll} />
      {events.shown?.length === 0 && <NothingKept verdict={verdict} />}
      <ul class="handoff-kept-list" ref={list}>
        {shown.map((event) => (
          <KeptItem
            key={event.id}
            event={event}
            verdict={verdict}
            thresholds={screening?.thresholds}
            doing={doing}
            isChosen={chosen.keys.has(event.id)}
            onChoose={(isOn) => chosen.choose(event.id, isOn)}
          />
        ))}
      </ul>
      <Pager pages={pages} next={events.next} isOrdered={order === 'doubtful'} />
      {dialog}
    </s-stack>
  );
}
