import type { WorkspaceMap } from '@handoff/shared/api';
import { useMapRows } from '@handoff/shared/panel/hooks';
import { t } from '../../app/i18n.ts';
import { Go } from '../../ui/Go.tsx';
import { Section } from '../../ui/Section.tsx';

/** The map as a table, for who would rather read it, or have it read. */
export function MapTable({ map }: { map: WorkspaceMap }) {
  const rows = useMapRows(map);
  if (rows.length === 0) return null;
  return (
    <Section title={t('As a table')} flush>
      <s-table>
        <s-table-header-row>
          <s-table-header listSlot="primary">{t('Flow')}</s-table-header>
          <s-table-header listSlot="inline">{t('State')}</s-table-header>
          <s-table-header>{t('Starts with')}</s-table-header>
          <s-table-header>{t('From')}</s-table-header>
          <s-table-header>{t('Sends to')}</s-table-header>
          <s-table-header>{t('Owner')}</s-table-header>
        </s-table-header-row>
        <s-table-body>
          {rows.map(({ id, name, state, starts, from, to, owner }) => (
            <s-table-row key={id}>
              <s-table-cell>
                <Go to={`/flows/${id}`}>{name}</Go>
              </s-table-cell>
              <s-table-cell>{state}</s-table-cell>
              <s-table-cell>{starts}</s-table-cell>
              <s-table-cell>{from}</s-table-cell>
              <s-table-cell>{to}</s-table-cell>
              <s-table-cell>{owner ?? t('No owner')}</s-table-cell>
            </s-table-row>
          ))}
        </s-table-body>
      </s-table>
    </Section>
  );
}
