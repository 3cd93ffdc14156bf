import type { RuleChange } from '@handoff/shared/panel';
import type { RuleTarget } from '@handoff/shared/panel/hooks';
import { t } from '../../../app/i18n.ts';
import { Select } from '../../../ui/Select.tsx';
import { DateOptions } from './DateOptions.tsx';
import { PhoneOptions } from './PhoneOptions.tsx';
import { SplitOptions } from './SplitOptions.tsx';
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
        <Select<'.' | ','>
          label={t('Written like')}
          value={change.decimal ?? '.'}
          options={[
            { value: '.', label: '1,234.56' },
            { value: ',', label: '1.234,56' },
          ]}
          onChange={(decimal) => onChange({ do: 'number', decimal }, false)}
        />
      );
    case 'splitName':
      return (
        <Select<'first' | 'last'>
          label={t('Which')}
          value={change.part}
          options={[
            { value: 'first', label: t('first name') },
            { value: 'last', label: t('last name') },
          ]}
          onChange={(part) => onChange({ do: 'splitName', part }, false)}
        />
      );
    case 'split':
      return <SplitOptions change={change} onChange={onChange} />;
    default:
      return null;
  }
}
