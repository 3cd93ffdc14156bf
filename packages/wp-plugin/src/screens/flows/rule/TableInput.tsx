import { Button, CheckboxControl, SelectControl, TextControl } from '@wordpress/components';
import { trash } from '@wordpress/icons';
import type { RuleChange, Scalar } from '@handoff/shared/panel';
import { type RuleTarget, useTableRows } from '@handoff/shared/panel/hooks';
import { __, fill } from '../../../app/i18n.ts';
import { NestedRule } from './nested.tsx';

type LookupChange = Extract<RuleChange, { do: 'lookup' }>;

interface TableInputProps {
  change: LookupChange;
  target: RuleTarget;
  depth: number;
  onChange: (change: LookupChange, isTyping: boolean) => void;
}

/** A table from what is submitted to what is sent. */
export function TableInput({ change, target, depth, onChange }: TableInputProps) {
  const { rows, setKey, setValue, remove, add, hasTwice, otherwise, setOtherwise } = useTableRows(change, onChange);
  return (
    <div className="handoff-value-table">
      <ul>
        {rows.map(([key, value], index) => (
          <li key={index}>
            <TextControl
              label={fill(__('Row {number}: if it is', 'handoff'), { number: index + 1 })}
              hideLabelFromVision
              placeholder={__('If it is', 'handoff')}
              value={key}
              onChange={(next) => setKey(index, next)}
              __next40pxDefaultSize
              __nextHasNoMarginBottom
            />
            <span aria-hidden="true">→</span>
            <ValueInput
              label={fill(__('Row {number}: send', 'handoff'), { number: index + 1 })}
              value={value}
              options={target.options ?? []}
              onChange={(next) => setValue(index, next)}
            />
            <Button icon={trash} label={fill(__('Remove row {number}', 'handoff'), { number: index + 1 })} onClick={() => remove(index)} />
          </li>
        ))}
      </ul>
      {hasTwice && <p className="handoff-problem">{__('Two rows have the same left side; the last one counts.', 'handoff')}</p>}
      <Button variant="tertiary" __next40pxDefaultSize onClick={add}>
        {__('Add a row', 'handoff')}
      </Button>
      <CheckboxControl
        label={__('If nothing fits, something different', 'handoff')}
        help={
          otherwise === undefined ? __('Without it, a value that is not in the table is a mistake and is not sent.', 'handoff') : undefined
        }
        checked={otherwise !== undefined}
        onChange={(isOn) => setOtherwise(isOn ? { do: 'literal', value: '' } : undefined, false)}
        __nextHasNoMarginBottom
      />
      {otherwise !== undefined && <NestedRule rule={otherwise} target={target} depth={depth + 1} onChange={setOtherwise} />}
    </div>
  );
}

interface ValueInputProps {
  label: string;
  value: Scalar;
  options: readonly { value: string; label: string }[];
  onChange: (value: Scalar) => void;
}

function ValueInput({ label, value, options, onChange }: ValueInputProps) {
  const text = value === null ? '' : String(value);
  if (options.length === 0) {
    return (
      <TextControl
        label={label}
        hideLabelFromVision
        placeholder={__('Send', 'handoff')}
        value={text}
        onChange={onChange}
        __next40pxDefaultSize
        __nextHasNoMarginBottom
      />
    );
  }
  const isKnown = options.some((option) => option.value === value);
  return (
    <SelectControl
      label={label}
      hideLabelFromVision
      value={text}
      options={[...(isKnown ? [] : [{ value: text, label: text === '' ? __('Choose…', 'handoff') : `${text} (?)` }]), ...options]}
      onChange={onChange}
      __next40pxDefaultSize
      __nextHasNoMarginBottom
    />
  );
}
