import { aboutEvent, deliveryStateWord, eventName, eventStateWords, nowhereWord } from '@handoff/shared/panel';
import type { Names } from '@handoff/shared/panel/hooks';
import type { Field } from '@wordpress/dataviews/wp';
import { __, fill, t } from '../../../app/i18n.ts';
import { Ago } from '../../../ui/Ago.tsx';
import { Status } from '../../../ui/Status.tsx';
import type { Line } from '../data/types.ts';
import { rowWords } from '../waiting/row-words.ts';
import type { useRowNames } from '../waiting/useRowNames.ts';

interface FieldParts {
  names: Names;
  rowNames: ReturnType<typeof useRowNames>;
}

/** What a line says, the same for what the server has and for what waits on this site. */
export function lineFields({ names, rowNames }: FieldParts): [Field<Line>, Field<Line>, ...Field<Line>[]] {
  return [
    { id: 'what', label: __('What', 'handoff'), getValue: ({ item }) => titleOf(item, rowNames) },
    {
      id: 'kind',
      label: __('Kind', 'handoff'),
      getValue: ({ item }) => kindOf(item, rowNames),
      render: ({ item }) => <span className="handoff-quiet">{kindOf(item, rowNames)}</span>,
    },
    {
      id: 'time',
      label: __('When', 'handoff'),
      render: ({ item }) => <Ago at={item.kind === 'event' ? item.event.receivedAt : item.row.createdAt} />,
    },
    {
      id: 'contact',
      label: __('Person', 'handoff'),
      render: ({ item }) => <span className="handoff-cell">{(item.kind === 'event' ? item.event.contact : item.row.contact) ?? '–'}</span>,
    },
    { id: 'verdict', label: __('Verdict', 'handoff'), render: ({ item }) => <Verdict line={item} /> },
    { id: 'deliveries', label: __('Where it went', 'handoff'), render: ({ item }) => <Targets line={item} names={names} /> },
  ];
}

function titleOf(line: Line, rowNames: FieldParts['rowNames']): string {
  if (line.kind === 'waiting') return rowNames(line.row).form ?? eventName(line.row.type, t);
  const { kind, title } = aboutEvent(line.event.type, line.event.envelope, t);
  return title ?? kind;
}

function kindOf(line: Line, rowNames: FieldParts['rowNames']): string {
  if (line.kind === 'event') {
    const { kind, title } = aboutEvent(line.event.type, line.event.envelope, t);
    return title === null ? '' : kind;
  }
  const { source, form } = rowNames(line.row);
  return [form === null ? null : eventName(line.row.type, t), source].filter((part) => part !== null).join(' · ');
}

function Verdict({ line }: { line: Line }) {
  if (line.kind === 'waiting') return <>–</>;
  const { tone, label } = eventStateWords(line.event, t);
  return (
    <div className="handoff-cell">
      <Status tone={tone}>{label}</Status>
      {line.event.erasedAt !== undefined && <small className="handoff-lines">{__('Personal data erased', 'handoff')}</small>}
    </div>
  );
}

function Targets({ line, names }: { line: Line; names: Names }) {
  if (line.kind === 'waiting') {
    const { tone, label } = line.left ? { tone: 'quiet' as const, label: __('No longer waits here', 'handoff') } : rowWords(line.row);
    return <Status tone={tone}>{label}</Status>;
  }
  const { targets } = line.event;
  if (targets.length === 0) {
    return <span className="handoff-quiet">{nowhereWord(line.event, t)}</span>;
  }
  return (
    <ul className="handoff-targets">
      {targets.map(({ connectionId, state: each, count }) => {
        const { tone, label } = deliveryStateWord(each, t);
        return (
          <li key={connectionId + each}>
            <span>{names.connection(connectionId)}</span>{' '}
            <Status tone={tone}>{count === 1 ? label : fill(__('{state} ({count})', 'handoff'), { state: label, count })}</Status>
          </li>
        );
      })}
    </ul>
  );
}
