import type { ActivityFilter } from '@handoff/shared/panel';
import { type Names, useExport } from '@handoff/shared/panel/hooks';
import { Button } from '@wordpress/components';
import { __ } from '../../../app/i18n.ts';

/** The list as it is filtered, as a file for a spreadsheet. */
export function ExportButton({ filter, names }: { filter: ActivityFilter; names: Names }) {
  const { run, busy, said } = useExport(filter, names);
  return (
    <div className="handoff-export">
      <Button variant="secondary" __next40pxDefaultSize isBusy={busy} disabled={busy} accessibleWhenDisabled onClick={run}>
        {busy ? __('Exporting…', 'handoff') : __('Export as CSV', 'handoff')}
      </Button>
      <span role="status" className="handoff-quiet">
        {said}
      </span>
    </div>
  );
}
