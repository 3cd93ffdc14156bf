import { asLiteralKind, type LiteralKind, literalKindOf, type Scalar } from '@handoff/shared/panel';
import type { RuleTarget } from '@handoff/shared/panel/hooks';
import { t } from '../../../app/i18n.ts';
import { Select } from '../../../ui/Select.tsx';
import { TextInput } from '../../../ui/TextInput.tsx';
import { NumberInput } from './NumberInput.tsx';
import { OptionSelect } from './OptionSelect.tsx';

/** A fixed value: one of the destination's own options where it has some, else text, a number, yes or no, or nothing at all. */
export function LiteralInput({ value, target, onChange }: { value: Scalar; target: RuleTarget; onChange: (value: Scalar) => void }) {
  const { options = [] } = target;
  if (options.length > 0) return <OptionSelect label={t('Value')} value={value} options={options} onChange={onChange} />;
  const kind = literalKindOf(value);
  return (
    <div class="handoff-options">
      <Select<LiteralKind>
        label={t('Kind of value')}
        value={kind}
        options={[
          { value: 'text', label: t('Text') },
          { value: 'number', label: t('Number') },
          { value: 'boolean', label: t('Yes or no') },
          { value: 'null', label: t('Nothing: clear the field') },
        ]}
        onChange={(next) => onChange(asLiteralKind(value, next))}
      />
      {kind === 'boolean' && (
        <Select
          label={t('Value')}
          value={value === true ? 'true' : 'false'}
          options={[
            { value: 'true', label: t('yes') },
            { value: 'false', label: t('no') },
          ]}
          onChange={(next) => onChange(next === 'true')}
        />
      )}
      {typeof value === 'number' && <NumberInput label={t('Value')} value={value} onChange={onChange} />}
      {kind === 'text' && <TextInput label={t('Value')} value={String(value)} onChange={onChange} />}
    </div>
  );
}
