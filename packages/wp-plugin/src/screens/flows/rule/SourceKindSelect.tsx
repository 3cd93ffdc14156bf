import { SelectControl } from '@wordpress/components';
import { convertSource, type SourceKind, sourceKinds, type SourceRule } from '@handoff/shared/panel';
import { __, t } from '../../../app/i18n.ts';

/** Where a value comes from. Another kind keeps of the present value what fits. */
export function SourceKindSelect({ source, onChange }: { source: SourceRule | undefined; onChange: (source: SourceRule) => void }) {
  return (
    <SelectControl
      label={__('Where the value comes from', 'handoff')}
      hideLabelFromVision
      value={source?.do ?? 'path'}
      options={sourceKinds(t)}
      onChange={(kind: SourceKind) => onChange(convertSource(source, kind))}
      __next40pxDefaultSize
      __nextHasNoMarginBottom
    />
  );
}
