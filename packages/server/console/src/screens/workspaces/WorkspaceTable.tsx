import { Ago } from '@handoff/wp-plugin/ui/Ago.tsx';
import { Status } from '@handoff/wp-plugin/ui/Status.tsx';
import { workspacePlace } from '../../app/places.ts';
import { count } from '../../ui/numbers.ts';
import { STATES, stateWords, type WorkspaceLine } from './states.ts';

/** Workspaces in lines; on a phone, each a card. */
export function WorkspaceTable({ lines }: { lines: readonly WorkspaceLine[] }) {
  return (
    <table className="handoff-console-table">
      <thead>
        <tr>
          <th scope="col">Workspace</th>
          <th scope="col">How it fares</th>
          <th scope="col" className="is-number">
            Sites
          </th>
          <th scope="col">Last event</th>
          <th scope="col" className="is-number">
            Events this month
          </th>
          <th scope="col" className="is-number">
            Delivered this month
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <th scope="row">
              <a href={workspacePlace(line.id)}>{line.name}</a>
            </th>
            <td data-label="How it fares">
              <div>
                <Status tone={STATES[line.state].tone}>{stateWords(line)}</Status>
                {line.says !== null && <p className="handoff-console-says">{line.says}</p>}
              </div>
            </td>
            <td data-label="Sites" className="is-number is-extra">
              {count(line.sources)}
            </td>
            <td data-label="Last event">
              <Ago at={line.lastEventAt} />
            </td>
            <td data-label="Events this month" className="is-number">
              {count(line.month.events)}
            </td>
            <td data-label="Delivered this month" className="is-number is-extra">
              {count(line.month.delivered)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
