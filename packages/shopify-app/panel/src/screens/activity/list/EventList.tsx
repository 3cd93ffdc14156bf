import { type ActivityFilter, isFiltered } from '@handoff/shared/panel';
import { useKept, useLines, useNames, usePages, useSources } from '@handoff/shared/panel/hooks';
import { useMemo } from 'preact/hooks';
import { _n, fill, t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { Go } from '../../../ui/Go.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Section } from '../../../ui/Section.tsx';
import type { Line } from '../data/types.ts';
import { useWaiting } from '../data/useWaiting.ts';
import { ServerAway } from '../ServerAway.tsx';
import { Bulk } from './Bulk.tsx';
import { lineColumns } from './columns.tsx';
import { ExportButton } from './ExportButton.tsx';
import { Filters } from './Filters.tsx';
import { lineName } from './line-words.ts';
import { News } from './News.tsx';
import { Pager } from './Pager.tsx';
import { Table } from './Table.tsx';
import { useChosen } from './useChosen.ts';
import { useLineActions } from './useLineActions.tsx';

const NONE: readonly Line[] = [];
const keyOf = ({ key }: Line) => key;

/** Everything that came in, latest first. `preset` names an address that opens it narrowed to one state. */
export function EventList({ preset }: { preset?: ActivityFilter['state'] }) {
  const name = `events ${preset ?? ''}`;
  const [filter, setFilter] = useKept<ActivityFilter>(name, preset === undefined ? {} : { state: preset });
  const pages = usePages(name);
  const lines = useLines(filter, pages, useWaiting(pages.isFirst));
  const shown = lines.shown ?? NONE;
  const names = useNames();
  const sources = useSources();
  const types = useMemo(() => sources.types(shown), [sources, shown]);
  const chosen = useChosen(shown, keyOf);
  const { actions, busy, dialog, said } = useLineActions(() => {
    chosen.clear();
    lines.showAll();
  });
  const narrow = (next: ActivityFilter) => {
    setFilter(next);
    pages.first();
    chosen.clear();
  };
  return (
    <>
      {lines.error !== null && <ServerAway error={lines.error} retry={lines.retry} />}
      {said}
      <Section title={t('Events')}>
        <Filters filter={filter} types={types} sources={sources.options} onChange={narrow} />
        <Bulk
          items={shown}
          chosen={chosen.items}
          onAll={chosen.chooseAll}
          actions={actions}
          busy={busy}
          end={<ExportButton filter={filter} names={names} />}
        />
        <News count={lines.fresh} onShow={lines.showAll} />
        {lines.moreWaiting > 0 && (
          <Go to="/webhooks">
            {fill(_n('{count} more waits in this app', '{count} more wait in this app', lines.moreWaiting), { count: lines.moreWaiting })}
          </Go>
        )}
        {shown.length > 0 && (
          <Table items={shown} keyOf={keyOf} nameOf={lineName} columns={lineColumns(names)} chosen={chosen.keys} onChoose={chosen.choose} />
        )}
        {lines.isLoading && <Loading lines={shown.length === 0 ? 12 : 2} />}
        {shown.length === 0 && !lines.isLoading && lines.error === null && <Nothing isFiltered={isFiltered(filter)} />}
        <Pager pages={pages} next={lines.next} />
      </Section>
      {dialog}
    </>
  );
}

function Nothing({ isFiltered: filtered }: { isFiltered: boolean }) {
  if (filtered) {
    return (
      <Empty title={t('Nothing matches')}>
        <s-paragraph>{t('An e-mail address or phone number must be written out in full. Take away a filter to see more.')}</s-paragraph>
      </Empty>
    );
  }
  return (
    <Empty title={t('Nothing has come in yet')}>
      <s-paragraph>{t('As soon as somebody orders, signs up or fills in a form, you see it here, and what became of it.')}</s-paragraph>
      <Button to="/history">{t('Import what was before')}</Button>
    </Empty>
  );
}
