import type { ActivityFilter } from '@handoff/shared/panel';
import { type Names, useExport } from '@handoff/shared/panel/hooks';
import { t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';

/** The list as it is filtered, as a file for a spreadsheet. */
export function ExportButton({ filter, names }: { filter: ActivityFilter; names: Names }) {
  const { run, busy, said } = useExport(filter, names);
  return (
    <>
      <Button busy={busy} onClick={run}>
        {t('Export as CSV')}
      </Button>
      <span role="status">
        <s-text color="subdued">{said}</s-text>
      </span>
    </>
  );
}
