import type { RuleChange, Scalar } from '@handoff/shared/panel';
import { type RuleTarget, useTableRows } from '@handoff/shared/panel/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { Check } from '../../../ui/Check.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { TextInput } from '../../../ui/TextInput.tsx';
import { NestedRule } from './nested.tsx';
import { OptionSelect } from './OptionSelect.tsx';

type LookupChange = Extract<RuleChange, { do: 'lookup' }>;

interface TableInputProps {
  change: LookupChange;
  target: RuleTarget;
  depth: number;
  onChange: (change: LookupChange, isTyping: boolean) => void;
}

/** A table from what comes in to what is sent. */
export function TableInput({ change, target, depth, onChange }: TableInputProps) {
  const { rows, setKey, setValue, remove, add, hasTwice, otherwise, setOtherwise } = useTableRows(change, onChange);
  const { options = [] } = target;
  return (
    <div class="handoff-table">
      <ul>
        {rows.map(([key, value], index) => {
          const number = index + 1;
          const set = (next: Scalar) => setValue(index, next);
          const send = fill(t('Row {number}: send'), { number });
          return (
            <li key={index}>
              <TextInput
                label={fill(t('Row {number}: if it is'), { number })}
                hideLabel
                placeholder={t('If it is')}
                value={key}
                onChange={(next) => setKey(index, next)}
              />
              <span aria-hidden="true">→</span>
              {options.length > 0 ? (
                <OptionSelect label={send} value={value} options={options} onChange={set} />
              ) : (
                <TextInput label={send} hideLabel placeholder={t('Send')} value={value === null ? '' : String(value)} onChange={set} />
              )}
              <IconButton icon="delete" label={fill(t('Remove row {number}'), { number })} onClick={() => remove(index)} />
            </li>
          );
        })}
      </ul>
      {hasTwice && <s-text tone="critical">{t('Two rows have the same left side; the last one counts.')}</s-text>}
      <s-stack direction="inline">
        <Button variant="tertiary" onClick={add}>
          {t('Add a row')}
        </Button>
      </s-stack>
      <Check
        label={t('If nothing fits, something different')}
        details={otherwise === undefined ? t('Without it, a value that is not in the table is a mistake and is not sent.') : undefined}
        checked={otherwise !== undefined}
        onChange={(isOn) => setOtherwise(isOn ? { do: 'literal', value: '' } : undefined, false)}
      />
      {otherwise !== undefined && <NestedRule rule={otherwise} target={target} depth={depth + 1} onChange={setOtherwise} />}
    </div>
  );
}
