import type { RuleChange } from '@handoff/shared/panel';
import { t } from '../../../app/i18n.ts';
import { Select } from '../../../ui/Select.tsx';
import { TextInput } from '../../../ui/TextInput.tsx';
import { Separator } from './Separator.tsx';

interface SplitOptionsProps {
  change: Extract<RuleChange, { do: 'split' }>;
  onChange: (change: RuleChange, isTyping: boolean) => void;
}

/** Where a value is split, and which part is taken. */
export function SplitOptions({ change, onChange }: SplitOptionsProps) {
  const { index, separator } = change;
  const which = index === undefined ? 'all' : index === -1 ? 'last' : 'one';
  return (
    <div class="handoff-options">
      <Separator label={t('Split at')} value={separator} onChange={(next) => onChange({ ...change, separator: next }, false)} />
      <Select<'one' | 'last' | 'all'>
        label={t('Take')}
        value={which}
        options={[
          { value: 'one', label: t('one part') },
          { value: 'last', label: t('the last part') },
          { value: 'all', label: t('all parts, as a list') },
        ]}
        onChange={(next) => {
          if (next === 'all') onChange({ do: 'split', separator }, false);
          else onChange({ do: 'split', separator, index: next === 'last' ? -1 : 0 }, false);
        }}
      />
      {which === 'one' && index !== undefined && (
        <TextInput
          label={t('Which part (below zero: from the end)')}
          kind="number"
          value={String(index < 0 ? index : index + 1)}
          onChange={(next) => {
            const number = Math.trunc(Number(next));
            if (number !== 0) onChange({ do: 'split', separator, index: number < 0 ? number : number - 1 }, true);
          }}
        />
      )}
    </div>
  );
}
