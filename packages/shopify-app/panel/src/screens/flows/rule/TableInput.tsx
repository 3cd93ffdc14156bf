import { isSame, type RuleChange, type Scalar } from '@handoff/shared/panel';
import { useEffect, useState } from 'preact/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { Check } from '../../../ui/Check.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { TextInput } from '../../../ui/TextInput.tsx';
import { NestedRule, type Target } from './nested.tsx';
import { OptionSelect } from './OptionSelect.tsx';

type LookupChange = Extract<RuleChange, { do: 'lookup' }>;
type Row = [key: string, value: Scalar];

interface TableInputProps {
  change: LookupChange;
  target: Target;
  depth: number;
  onChange: (change: LookupChange, isTyping: boolean) => void;
}

/** A table from what comes in to what is sent. */
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
  const { options = [] } = target;
  return (
    <div class="handoff-table">
      <ul>
        {rows.map(([key, value], index) => {
          const number = index + 1;
          const set = (next: Scalar) => update(rows.with(index, [key, next]), true);
          const send = fill(t('Row {number}: send'), { number });
          return (
            <li key={index}>
              <TextInput
                label={fill(t('Row {number}: if it is'), { number })}
                hideLabel
                placeholder={t('If it is')}
                value={key}
                onChange={(next) => update(rows.with(index, [next, value]), true)}
              />
              <span aria-hidden="true">→</span>
              {options.length > 0 ? (
                <OptionSelect label={send} value={value} options={options} onChange={set} />
              ) : (
                <TextInput label={send} hideLabel placeholder={t('Send')} value={value === null ? '' : String(value)} onChange={set} />
              )}
              <IconButton
                icon="delete"
                label={fill(t('Remove row {number}'), { number })}
                onClick={() => update(rows.toSpliced(index, 1), false)}
              />
            </li>
          );
        })}
      </ul>
      {rows.some(([key], index) => rows.findIndex(([other]) => other === key) !== index) && (
        <s-text tone="critical">{t('Two rows have the same left side; the last one counts.')}</s-text>
      )}
      <s-stack direction="inline">
        <Button variant="tertiary" onClick={() => setRows([...rows, ['', '']])}>
          {t('Add a row')}
        </Button>
      </s-stack>
      <Check
        label={t('If nothing fits, something different')}
        details={otherwise === undefined ? t('Without it, a value that is not in the table is a mistake and is not sent.') : undefined}
        checked={otherwise !== undefined}
        onChange={(isOn) => {
          const { otherwise: _none, ...rest } = change;
          onChange(isOn ? { ...rest, otherwise: { do: 'literal', value: '' } } : rest, false);
        }}
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
