import type { WorkspaceMap } from '@handoff/shared/api';
import { useMapRows } from '@handoff/shared/panel/hooks';
import { Link } from 'wouter';
import { __ } from '../../app/i18n.ts';
import { Section } from '../../ui/Section.tsx';

/** The map as a table, for who would rather read it, or have it read. */
export function MapTable({ map }: { map: WorkspaceMap }) {
  const rows = useMapRows(map);
  if (rows.length === 0) return null;
  return (
    <Section title={__('As a table', 'handoff')}>
      <table className="handoff-map-table">
        <thead>
          <tr>
            <th scope="col">{__('Flow', 'handoff')}</th>
            <th scope="col">{__('State', 'handoff')}</th>
            <th scope="col">{__('Starts with', 'handoff')}</th>
            <th scope="col">{__('From', 'handoff')}</th>
            <th scope="col">{__('Sends to', 'handoff')}</th>
            <th scope="col">{__('Owner', 'handoff')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, state, starts, from, to, owner }) => (
            <tr key={id}>
              <th scope="row">
                <Link href={`/flows/${id}`}>{name}</Link>
              </th>
              <td data-head={__('State', 'handoff')}>{state}</td>
              <td data-head={__('Starts with', 'handoff')}>{starts}</td>
              <td data-head={__('From', 'handoff')}>{from}</td>
              <td data-head={__('Sends to', 'handoff')}>{to}</td>
              <td data-head={__('Owner', 'handoff')}>{owner ?? __('No owner', 'handoff')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
