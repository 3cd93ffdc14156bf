import type { PlanRow } from '@handoff/shared/panel';
import { fill, t } from '../../app/i18n.ts';

/** What fills which field at the destination. */
export function PlanTable({ rows, from, destination }: { rows: readonly PlanRow[]; from: string; destination: string }) {
  return (
    <table class="handoff-plan">
      <thead>
        <tr>
          <th scope="col">{from}</th>
          <th scope="col">{fill(t('Field in {destination}'), { destination })}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.target}>
            <td>{row.from.length === 0 ? <s-text color="subdued">{t('a fixed value')}</s-text> : row.from.join(t(', or else '))}</td>
            <td>{row.to}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
