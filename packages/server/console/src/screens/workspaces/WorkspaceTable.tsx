import { Ago } from '@handoff/wp-plugin/ui/Ago.tsx';
import { Status } from '@handoff/wp-plugin/ui/Status.tsx';
import { __ } from '@handoff/wp-plugin/app/i18n.ts';
import { workspacePlace } from '../../app/places.ts';
import { count } from '../../ui/numbers.ts';
import { Table } from '../../ui/Table.tsx';
import { STATES, stateWords, type WorkspaceLine } from './states.ts';

export function WorkspaceTable({ lines }: { lines: readonly WorkspaceLine[] }) {
  return (
    <Table
      rows={lines}
      keyOf={({ id }) => id}
      first={{ label: __('Workspace', 'handoff'), cell: ({ id, name }) => <a href={workspacePlace(id)}>{name}</a> }}
      columns={[
        { label: __('How it fares', 'handoff'), cell: faring },
        { label: __('Sites', 'handoff'), isNumber: true, isExtra: true, cell: ({ sources }) => count(sources) },
        { label: __('Last event', 'handoff'), cell: ({ lastEventAt }) => <Ago at={lastEventAt} /> },
        { label: __('Events this month', 'handoff'), isNumber: true, cell: ({ month }) => count(month.events) },
        { label: __('Delivered this month', 'handoff'), isNumber: true, isExtra: true, cell: ({ month }) => count(month.delivered) },
      ]}
    />
  );
}

function faring(line: WorkspaceLine) {
  return (
    <div>
      <Status tone={STATES[line.state].tone}>{stateWords(line)}</Status>
      {line.says !== null && <p className="handoff-console-says">{line.says}</p>}
    </div>
  );
}
