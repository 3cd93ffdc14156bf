import { Ago } from '@handoff/wp-plugin/ui/Ago.tsx';
import { Status } from '@handoff/wp-plugin/ui/Status.tsx';
import { workspacePlace } from '../../app/places.ts';
import { count } from '../../ui/numbers.ts';
import { Table } from '../../ui/Table.tsx';
import { STATES, stateWords, type WorkspaceLine } from './states.ts';

export function WorkspaceTable({ lines }: { lines: readonly WorkspaceLine[] }) {
  return (
    <Table
      rows={lines}
      keyOf={({ id }) => id}
      first={{ label: 'Workspace', cell: ({ id, name }) => <a href={workspacePlace(id)}>{name}</a> }}
      columns={[
        { label: 'How it fares', cell: faring },
        { label: 'Sites', isNumber: true, isExtra: true, cell: ({ sources }) => count(sources) },
        { label: 'Last event', cell: ({ lastEventAt }) => <Ago at={lastEventAt} /> },
        { label: 'Events this month', isNumber: true, cell: ({ month }) => count(month.events) },
        { label: 'Delivered this month', isNumber: true, isExtra: true, cell: ({ month }) => count(month.delivered) },
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
