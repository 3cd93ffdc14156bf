import { TextControl } from '@wordpress/components';
import { __ } from '../../../app/i18n.ts';

/** The name of a new flow; left empty, it is named after what it does. */
export function NameField({ value, suggested, onChange }: { value: string; suggested: string; onChange: (name: string) => void }) {
  return (
    <div className="handoff-flow-name">
      <TextControl
        label={__('Name', 'handoff')}
        value={value}
        placeholder={suggested}
        maxLength={200}
        onChange={onChange}
        __next40pxDefaultSize
        __nextHasNoMarginBottom
      />
    </div>
  );
}
