import { Button, CheckboxControl, SelectControl, TextControl } from '@wordpress/components';
import { trash } from '@wordpress/icons';
import { isSame, type RuleChange, type Scalar } from '@handoff/shared/panel';
import { useEffect, useState } from '@wordpress/element';
import { __, fill } from '../../../app/i18n.ts';
import { NestedRule, type Target } from './nested.tsx';

type LookupChange = Extract<RuleChange, { do: 'lookup' }>;
type Row = [key: string, value: Scalar];

interface TableInputProps {
  change: LookupChange;
  target: Target;
  depth: number;
  onChange: (change: LookupChange, isTyping: boolean) => void;
}

/** A table from what is submitted to what is sent. */
export function TableInput({ change, target, depth, onChange }: TableInputProps) {
  // Rows of their own, since a table cannot hold a row whose left side is still being typed.
  const [rows, setRows] = useState<Row[]>(() => Object.entries(change.table));
  useEffect(() => {
    setRows((shown) => (isSame(Object.fromEntries(shown.filter(isFilled)), change.table) ? shown : Object.entries(change.table)));
  }, [change.table]);
  const update = (next: Row[], isTyping: boolean) => {
    setRows(next);
    onChange({ ...change, table: Object.fromEntries(next.filter(isFilled)) }, isTyping);
  };
  const { otherwise } = change;
  return (
    <div className="handoff-table">
      <ul>
        {rows.map(([key, value], index) => (
          <li key={index}>
            <TextControl
              label={fill(__('Row {number}: if it is', 'handoff'), { number: index + 1 })}
              hideLabelFromVision
              placeholder={__('If it is', 'handoff')}
              value={key}
              onChange={(next) => update(rows.with(index, [next, value]), true)}
              __next40pxDefaultSize
              __nextHasNoMarginBottom
            />
            <span aria-hidden="true">→</span>
            <ValueInput
              label={fill(__('Row {number}: send', 'handoff'), { number: index + 1 })}
              value={value}
              options={target.options ?? []}
              onChange={(next) => update(rows.with(index, [key, next]), true)}
            />
            <Button
              icon={trash}
              label={fill(__('Remove row {number}', 'handoff'), { number: index + 1 })}
              onClick={() => update(rows.toSpliced(index, 1), false)}
            />
          </li>
        ))}
      </ul>
      {rows.some(([key], index) => rows.findIndex(([other]) => other === key) !== index) && (
        <p className="handoff-problem">{__('Two rows have the same left side; the last one counts.', 'handoff')}</p>
      )}
      <Button variant="tertiary" __next40pxDefaultSize onClick={() => setRows([...rows, ['', '']])}>
        {__('Add a row', 'handoff')}
      </Button>
      <CheckboxControl
        label={__('If nothing fits, something different', 'handoff')}
        help={
          otherwise === undefined ? __('Without it, a value that is not in the table is a mistake and is not sent.', 'handoff') : undefined
        }
        checked={otherwise !== undefined}
        onChange={(isOn) => {
          const { otherwise: _none, ...rest } = change;
          onChange(isOn ? { ...rest, otherwise: { do: 'literal', value: '' } } : rest, false);
        }}
        __nextHasNoMarginBottom
      />
      {otherwise !== undefined && (
        <NestedRule
          rule={otherwise}
          target={target}
          depth={depth + 1}
          onChange={(next, isTyping) => onChange({ ...change, otherwise: next }, isTyping)}
        />
      )}
    </div>
  );
}

const isFilled = ([key]: Row) => key !== '';

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
