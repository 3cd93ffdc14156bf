import { deliveryStateWord, eventStateWords, nowhereWord } from '@handoff/shared/panel';
import type { ListedEvent, Names } from '@handoff/shared/panel/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { Ago } from '../../../ui/Ago.tsx';
import { Go } from '../../../ui/Go.tsx';
import { Status } from '../../../ui/Status.tsx';
import { eventPlace } from '../addresses.ts';
import type { Line } from '../data/types.ts';
import { lineWords } from './line-words.ts';
import type { Column } from './Table.tsx';

/** What a line says, the same for what the companion has and for what waits in this app. */
export function lineColumns(names: Names): Column<Line>[] {
  return [
    { label: t('What'), slot: 'primary', cell: (line) => <Title line={line} /> },
    {
      label: t('When'),
      slot: 'secondary',
      cell: (line) => <Ago at={line.kind === 'event' ? line.event.receivedAt : line.row.webhook.receivedAt} />,
    },
    { label: t('Person'), slot: 'labeled', cell: (line) => (line.kind === 'event' ? line.event.contact : null) ?? '–' },
    { label: t('Verdict'), slot: 'inline', cell: (line) => (line.kind === 'event' ? <Verdict event={line.event} /> : '–') },
    {
      label: t('Where it went'),
      slot: 'labeled',
      cell: (line) => (line.kind === 'event' ? <Targets event={line.event} names={names} /> : <Kept line={line} />),
    },
  ];
}

function Title({ line }: { line: Line }) {
  const { title, kind } = lineWords(line);
  return (
    <s-stack gap="none">
      <Go to={line.kind === 'event' ? eventPlace(line.event.id) : '/webhooks'}>{title}</Go>
      {kind !== null && <s-text color="subdued">{kind}</s-text>}
    </s-stack>
  );
}

function Verdict({ event }: { event: ListedEvent }) {
  const { tone, label } = eventStateWords(event, t);
  return (
    <s-stack gap="small-300">
      <Status tone={tone}>{label}</Status>
      {event.erasedAt !== undefined && <s-text color="subdued">{t('Personal data erased')}</s-text>}
    </s-stack>
  );
}

function Kept({ line }: { line: Extract<Line, { kind: 'waiting' }> }) {
  if (line.left) return <Status tone="quiet">{t('No longer waits here')}</Status>;
  const { state, attempts, error } = line.row.webhook;
  if (state === 'failed') {
    return (
      <s-stack gap="small-300">
        <Status tone="bad">{t('Could not be read')}</Status>
        {error !== null && <s-text>{error}</s-text>}
      </s-stack>
    );
  }
  return attempts === 0 ? (
    <Status tone="busy">{t('Waits in this app')}</Status>
  ) : (
    <Status tone="attention">{t('Waits, tried before')}</Status>
  );
}

function Targets({ event, names }: { event: ListedEvent; names: Names }) {
  if (event.targets.length === 0) return <s-text color="subdued">{nowhereWord(event, t)}</s-text>;
  return (
    <ul class="handoff-targets">
      {event.targets.map(({ connectionId, state, count }) => {
        const { tone, label } = deliveryStateWord(state, t);
        return (
          <li key={connectionId + state}>
            {names.connection(connectionId)}{' '}
            <Status tone={tone}>{count === 1 ? label : fill(t('{state} ({count})'), { state: label, count })}</Status>
          </li>
        );
      })}
    </ul>
  );
}
