import { type NamedTerm, termLabel } from '@handoff/shared/panel';
import type { Vocabulary } from '@handoff/shared/panel/hooks';
import { SelectControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, fill, t } from '../../app/i18n.ts';
import { Confirm } from '../../ui/Confirm.tsx';

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
      title={fill(__('Merge “{name}” into another name', 'handoff'), { name: label })}
      verb={__('Merge', 'handoff')}
      disabled={into === ''}
      busy={names.busy}
      error={names.problem}
      onConfirm={() => names.merge(term, into, onClose)}
      onCancel={onClose}
    >
      <p>{fill(__('What forms call “{name}” is from then on called by the other name. You can undo this.', 'handoff'), { name: label })}</p>
      <SelectControl
        label={__('Merge into', 'handoff')}
        value={into}
        options={[
          { value: '', label: __('Choose a name', 'handoff') },
          ...targets.map((target) => ({ value: target.name, label: termLabel(target, t) })),
        ]}
        onChange={setInto}
        __next40pxDefaultSize
        __nextHasNoMarginBottom
      />
    </Confirm>
  );
}
