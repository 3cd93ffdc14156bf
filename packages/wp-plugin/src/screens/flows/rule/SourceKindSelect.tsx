import { SelectControl } from '@wordpress/components';
import { convertSource, type SourceKind, type SourceRule } from '@handoff/shared/panel';
import { __ } from '../../../app/i18n.ts';

/** Where a value comes from. Another kind keeps of the present value what fits. */
export function SourceKindSelect({ source, onChange }: { source: SourceRule | undefined; onChange: (source: SourceRule) => void }) {
  return (
    <SelectControl
      label={__('Where the value comes from', 'handoff')}
      hideLabelFromVision
      value={source?.do ?? 'path'}
      options={[
        { value: 'path', label: __('A field of the event', 'handoff') },
        { value: 'literal', label: __('A fixed value', 'handoff') },
        { value: 'template', label: __('A text with fields in it', 'handoff') },
        { value: 'coalesce', label: __('The first of several that is there', 'handoff') },
        { value: 'join', label: __('Several put together', 'handoff') },
        { value: 'when', label: __('It depends', 'handoff') },
      ]}
      onChange={(kind: SourceKind) => onChange(convertSource(source, kind))}
      __next40pxDefaultSize
      __nextHasNoMarginBottom
    />
  );
}
