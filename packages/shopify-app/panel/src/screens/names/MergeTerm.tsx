import { fill, type NamedTerm, termLabel } from '@handoff/shared/panel';
import type { Vocabulary } from '@handoff/shared/panel/hooks';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { Confirm } from '../../ui/Confirm.tsx';
import { Select } from '../../ui/Select.tsx';

interface MergeTermProps {
  term: NamedTerm;
  targets: readonly NamedTerm[];
  names: Vocabulary;
  onClose: () => void;
}

/** Two names for one thing become one. */
export function MergeTerm({ term, targets, names, onClose }: MergeTermProps) {
  const [into, setInto] = useState('');
  const { label } = term;
  return (
    <Confirm
      title={fill(t('Merge “{name}” into another name'), { name: label })}
      verb={t('Merge')}
      disabled={into === ''}
      busy={names.busy}
      error={names.problem}
      onConfirm={() => names.merge(term, into, onClose)}
      onCancel={onClose}
    >
      <s-paragraph>
        {fill(t('What forms call “{name}” is from then on called by the other name. You can undo this.'), { name: label })}
      </s-paragraph>
      <Select
        label={t('Merge into')}
        value={into}
        options={[
          { value: '', label: t('Choose a name') },
          ...targets.map((target) => ({ value: target.name, label: termLabel(target, t) })),
        ]}
        onChange={setInto}
      />
    </Confirm>
  );
}
