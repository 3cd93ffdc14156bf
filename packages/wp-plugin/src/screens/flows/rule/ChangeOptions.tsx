import { SelectControl } from '@wordpress/components';
import {
  readPartNumber,
  type RuleChange,
  splitNumberOf,
  type SplitPart,
  splitPartOf,
  withSplitNumber,
  withSplitPart,
} from '@handoff/shared/panel';
import type { RuleTarget } from '@handoff/shared/panel/hooks';
import { __ } from '../../../app/i18n.ts';
import { DateOptions } from './DateOptions.tsx';
import { NumberInput } from './NumberInput.tsx';
import { PhoneOptions } from './PhoneOptions.tsx';
import { Separator } from './Separator.tsx';
import { TableInput } from './TableInput.tsx';

interface ChangeOptionsProps {
  change: RuleChange;
  target: RuleTarget;
  depth: number;
  onChange: (change: RuleChange, isTyping: boolean) => void;
}

/** What can be set about a change; most need nothing. */
export function ChangeOptions({ change, target, depth, onChange }: ChangeOptionsProps) {
  switch (change.do) {
    case 'lookup':
      return <TableInput change={change} target={target} depth={depth} onChange={onChange} />;
    case 'e164':
      return <PhoneOptions change={change} depth={depth} onChange={onChange} />;
    case 'date':
      return <DateOptions change={change} onChange={(next) => onChange(next, false)} />;
    case 'number':
      return (
        <SelectControl
          label={__('Written like', 'handoff')}
          value={change.decimal ?? '.'}
          options={[
            { value: '.', label: '1,234.56' },
            { value: ',', label: '1.234,56' },
          ]}
          onChange={(decimal: '.' | ',') => onChange({ do: 'number', decimal }, false)}
          __next40pxDefaultSize
          __nextHasNoMarginBottom
        />
      );
    case 'splitName':
      return (
        <SelectControl
          label={__('Which', 'handoff')}
          value={change.part}
          options={[
            { value: 'first', label: __('first name', 'handoff') },
            { value: 'last', label: __('last name', 'handoff') },
          ]}
          onChange={(part: 'first' | 'last') => onChange({ do: 'splitName', part }, false)}
          __next40pxDefaultSize
          __nextHasNoMarginBottom
        />
      );
    case 'split':
      return <SplitOptions change={change} onChange={onChange} />;
    default:
      return null;
  }
}

function SplitOptions({ change, onChange }: { change: Extract<RuleChange, { do: 'split' }>; onChange: ChangeOptionsProps['onChange'] }) {
  const { index, separator } = change;
  const which = splitPartOf(change);
  return (
    <div className="handoff-options">
      <Separator label={__('Split at', 'handoff')} value={separator} onChange={(next) => onChange({ ...change, separator: next }, false)} />
      <SelectControl
        label={__('Take', 'handoff')}
        value={which}
        options={[
          { value: 'one', label: __('one part', 'handoff') },
          { value: 'last', label: __('the last part', 'handoff') },
          { value: 'all', label: __('all parts, as a list', 'handoff') },
        ]}
        onChange={(next: SplitPart) => onChange(withSplitPart(change, next), false)}
        __next40pxDefaultSize
        __nextHasNoMarginBottom
      />
      {which === 'one' && index !== undefined && (
        <NumberInput
          label={__('Which part (below zero: from the end)', 'handoff')}
          value={splitNumberOf(index)}
          read={readPartNumber}
          onChange={(next) => onChange(withSplitNumber(change, next), true)}
        />
      )}
    </div>
  );
}
