import { convertSource, type SourceKind, sourceKinds, type SourceRule } from '@handoff/shared/panel';
import { t } from '../../../app/i18n.ts';
import { Select } from '../../../ui/Select.tsx';

/** Where a value comes from. Another kind keeps of the present value what fits. */
export function SourceKindSelect({ source, onChange }: { source: SourceRule | undefined; onChange: (source: SourceRule) => void }) {
  return (
    <Select<SourceKind>
      label={t('Where the value comes from')}
      value={source?.do ?? 'path'}
      options={sourceKinds(t)}
      onChange={(kind) => onChange(convertSource(source, kind))}
    />
  );
}
