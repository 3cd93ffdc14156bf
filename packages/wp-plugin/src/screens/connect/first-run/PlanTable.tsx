import type { PlanRow } from '@handoff/shared/panel';
import { __, fill } from '../../../app/i18n.ts';

/** What fills which field at the destination. */
export function PlanTable({ rows, orders, destination }: { rows: readonly PlanRow[]; orders: boolean; destination: string }) {
  return (
    <table className="handoff-plan">
      <thead>
        <tr>
          <th scope="col">{orders ? __('From the order', 'handoff') : __('From the form', 'handoff')}</th>
          <th scope="col">{fill(__('Field in {destination}', 'handoff'), { destination })}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ target, to, from }) => (
          <tr key={target}>
            <td>
              {from.length === 0 ? (
                <span className="handoff-quiet">{__('a fixed value', 'handoff')}</span>
              ) : (
                from.join(__(', or else ', 'handoff'))
              )}
            </td>
            <td>{to}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
