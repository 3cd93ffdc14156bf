import { type ChangeKind, changeKinds, changeWords, newChange, type RuleChange } from '@handoff/shared/panel';
import { type RuleTarget, useEditor } from '@handoff/shared/panel/hooks';
import { fill, t } from '../../../app/i18n.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Select } from '../../../ui/Select.tsx';
import { ChangeOptions } from './ChangeOptions.tsx';

interface ChangesEditorProps {
  changes: readonly RuleChange[];
  target: RuleTarget;
  depth: number;
  onChange: (changes: RuleChange[], isTyping: boolean) => void;
}

/** What is done to a value, one after the other. */
export function ChangesEditor({ changes, target, depth, onChange }: ChangesEditorProps) {
  const { words, defaults } = useEditor();
  const swap = (index: number, by: -1 | 1) => {
    const [one, other] = [changes[index], changes[index + by]];
    if (one !== undefined && other !== undefined) onChange(changes.with(index, other).with(index + by, one), false);
  };
  return (
    <>
      {changes.length > 0 && (
        <ol class="handoff-changes">
          {changes.map((change, index) => {
            const name = { change: changeWords(change, words) };
            return (
              <li key={index}>
                <div class="handoff-nested__head">
                  <span class="handoff-chip is-change">{name.change}</span>
                  <s-stack direction="inline" gap="none">
                    {changes.length > 1 && (
                      <>
                        <IconButton
                          icon="arrow-up"
                          label={fill(t('Do “{change}” earlier'), name)}
                          disabled={index === 0}
                          onClick={() => swap(index, -1)}
                        />
                        <IconButton
                          icon="arrow-down"
                          label={fill(t('Do “{change}” later'), name)}
                          disabled={index === changes.length - 1}
                          onClick={() => swap(index, 1)}
                        />
                      </>
                    )}
                    <IconButton
                      icon="delete"
                      label={fill(t('Remove “{change}”'), name)}
                      onClick={() => onChange(changes.toSpliced(index, 1), false)}
                    />
                  </s-stack>
                </div>
                <ChangeOptions
                  change={change}
                  target={target}
                  depth={depth}
                  onChange={(next, isTyping) => onChange(changes.with(index, next), isTyping)}
                />
              </li>
            );
          })}
        </ol>
      )}
      <Select<ChangeKind | ''>
        label={t('Do something to the value')}
        value=""
        options={[{ value: '', label: t('Then make it…') }, ...changeKinds(t)]}
        onChange={(kind) => {
          if (kind !== '') onChange([...changes, newChange(kind, defaults)], false);
        }}
      />
    </>
  );
}
