import { SelectControl, TextControl } from '@wordpress/components';
import { asLiteralKind, type LiteralKind, literalKindOf, type Scalar } from '@handoff/shared/panel';
import type { RuleTarget } from '@handoff/shared/panel/hooks';
import { __ } from '../../../app/i18n.ts';
import { NumberInput } from './NumberInput.tsx';

/** A fixed value: one of the destination's own options where it has some, else text, a number, yes or no, or nothing at all. */
export function LiteralInput({ value, target, onChange }: { value: Scalar; target: RuleTarget; onChange: (value: Scalar) => void }) {
  const { options = [] } = target;
  if (options.length > 0) {
    const isKnown = options.some((option) => option.value === value);
    return (
      <SelectControl
        label={__('Value', 'handoff')}
        hideLabelFromVision
        value={value === null ? '' : String(value)}
        options={[
          ...(isKnown
            ? []
            : [
                {
                  value: value === null ? '' : String(value),
                  label: value === null || value === '' ? __('Choose…', 'handoff') : `${String(value)} (?)`,
                },
              ]),
          ...options,
        ]}
        onChange={onChange}
        __next40pxDefaultSize
        __nextHasNoMarginBottom
      />
    );
  }
  const kind = literalKindOf(value);
  return (
    <div className="handoff-literal">
      <SelectControl
        label={__('Kind of value', 'handoff')}
        hideLabelFromVision
        value={kind}
        options={[
          { value: 'text', label: __('Text', 'handoff') },
          { value: 'number', label: __('Number', 'handoff') },
          { value: 'boolean', label: __('Yes or no', 'handoff') },
          { value: 'null', label: __('Nothing: clear the field', 'handoff') },
        ]}
        onChange={(next: LiteralKind) => onChange(asLiteralKind(value, next))}
        __next40pxDefaultSize
        __nextHasNoMarginBottom
      />
      {kind === 'boolean' && (
        <SelectControl
          label={__('Value', 'handoff')}
          hideLabelFromVision
          value={value === true ? 'true' : 'false'}
          options={[
            { value: 'true', label: __('yes', 'handoff') },
            { value: 'false', label: __('no', 'handoff') },
          ]}
          onChange={(next) => onChange(next === 'true')}
          __next40pxDefaultSize
          __nextHasNoMarginBottom
        />
      )}
      {typeof value === 'number' && <NumberInput label={__('Value', 'handoff')} hideLabel value={value} onChange={onChange} />}
      {kind === 'text' && (
        <TextControl
          label={__('Value', 'handoff')}
          hideLabelFromVision
          value={String(value)}
          placeholder={__('Value', 'handoff')}
          onChange={onChange}
          __next40pxDefaultSize
          __nextHasNoMarginBottom
        />
      )}
    </div>
  );
}
