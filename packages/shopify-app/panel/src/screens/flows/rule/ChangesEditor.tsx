import { type ChangeKind, changeKinds, changeWords, type RuleChange } from '@handoff/shared/panel';
import { type RuleTarget, useChangeList, useEditor } from '@handoff/shared/panel/hooks';
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
  const { words } = useEditor();
  const list = useChangeList(changes, onChange);
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
                          onClick={() => list.move(index, -1)}
                        />
                        <IconButton
                          icon="arrow-down"
                          label={fill(t('Do “{change}” later'), name)}
                          disabled={index === changes.length - 1}
                          onClick={() => list.move(index, 1)}
                        />
                      </>
                    )}
                    <IconButton icon="delete" label={fill(t('Remove “{change}”'), name)} onClick={() => list.remove(index)} />
                  </s-stack>
                </div>
                <ChangeOptions
                  change={change}
                  target={target}
                  depth={depth}
                  onChange={(next, isTyping) => list.set(index, next, isTyping)}
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
        onChange={list.add}
      />
    </>
  );
}
