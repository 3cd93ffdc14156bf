import {
  readPartNumber,
  type RuleChange,
  splitNumberOf,
  type SplitPart,
  splitPartOf,
  withSplitNumber,
  withSplitPart,
} from '@handoff/shared/panel';
import { t } from '../../../app/i18n.ts';
import { Select } from '../../../ui/Select.tsx';
import { NumberInput } from './NumberInput.tsx';
import { Separator } from './Separator.tsx';

interface SplitOptionsProps {
  change: Extract<RuleChange, { do: 'split' }>;
  onChange: (change: RuleChange, isTyping: boolean) => void;
}

/** Where a value is split, and which part is taken. */
export function SplitOptions({ change, onChange }: SplitOptionsProps) {
  const { index, separator } = change;
  const which = splitPartOf(change);
  return (
    <div class="handoff-options">
      <Separator label={t('Split at')} value={separator} onChange={(next) => onChange({ ...change, separator: next }, false)} />
      <Select<SplitPart>
        label={t('Take')}
        value={which}
        options={[
          { value: 'one', label: t('one part') },
          { value: 'last', label: t('the last part') },
          { value: 'all', label: t('all parts, as a list') },
        ]}
        onChange={(next: SplitPart) => onChange(withSplitPart(change, next), false)}
      />
      {which === 'one' && index !== undefined && (
        <NumberInput
          label={t('Which part (below zero: from the end)')}
          value={splitNumberOf(index)}
          read={readPartNumber}
          onChange={(next) => onChange(withSplitNumber(change, next), true)}
        />
      )}
    </div>
  );
}
